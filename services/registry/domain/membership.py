"""Who belongs to a network, in which role, from when until when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import EndsBeforeStart


class LeftReason(StrEnum):
    """Why a partner left."""

    OWN_WISH = "own_wish"
    CLOSED = "closed"
    MOVED = "moved"
    FUNDING_ENDED = "funding_ended"
    MERGED = "merged"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Membership(Aggregate):
    """A partner in a network; from the day `left_on` on it belongs no longer. Earlier versions are its history."""

    network: str
    partner: UUID
    role: str
    joined_on: date | None = None
    left_on: date | None = None
    left_reason: LeftReason | None = None

    def __post_init__(self) -> None:
        if self.joined_on is not None and self.left_on is not None and self.left_on < self.joined_on:
            raise EndsBeforeStart("left_on")
