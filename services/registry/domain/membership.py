"""Who belongs to a network, in which role, from when until when."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import EndsBeforeStart


@dataclass(frozen=True, kw_only=True)
class Membership(Aggregate):
    """A partner in a network; from the day `left_on` on it belongs no longer. Earlier versions are its history."""

    network: str
    partner: UUID
    role: str
    joined_on: date | None = None
    left_on: date | None = None

    def __post_init__(self) -> None:
        if self.joined_on is not None and self.left_on is not None and self.left_on < self.joined_on:
            raise EndsBeforeStart("left_on")
