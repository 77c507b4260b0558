"""Which partners have chosen to belong to a working group."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import EndsBeforeStart


@dataclass(frozen=True, kw_only=True)
class GroupMembership(Aggregate):
    """A partner in a working group; from the day `left_on` on it belongs no longer. Earlier versions are its history."""

    group: UUID
    partner: UUID
    joined_on: date | None = None
    left_on: date | None = None

    def __post_init__(self) -> None:
        if self.joined_on is not None and self.left_on is not None and self.left_on < self.joined_on:
            raise EndsBeforeStart("left_on")
