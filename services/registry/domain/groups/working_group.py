"""Working groups of a network: what they are about."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import SubjectMissing


@dataclass(frozen=True, kw_only=True)
class WorkingGroup(Aggregate):
    """A Themen- or Zielgruppengruppe; it has a theme or a target group, or both."""

    id: UUID
    label: str
    network: str
    theme: str | None = None
    target_group: str | None = None
    life_phase: str | None = None
    ended_on: date | None = None

    def __post_init__(self) -> None:
        if self.theme is None and self.target_group is None:
            raise SubjectMissing("theme")
