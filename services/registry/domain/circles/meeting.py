"""A meeting of a circle and what it may become."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import EndsBeforeStart, StepNotPossible


class MeetingStatus(StrEnum):
    """Whether a meeting is to come, was held, or was called off."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


# A meeting that was called off may be called again; one that took place stays so.
STEPS: Mapping[MeetingStatus | None, frozenset[MeetingStatus]] = {
    None: frozenset({MeetingStatus.PLANNED, MeetingStatus.HELD}),
    MeetingStatus.PLANNED: frozenset(MeetingStatus),
    MeetingStatus.CANCELLED: frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED}),
    MeetingStatus.HELD: frozenset({MeetingStatus.HELD}),
}


@dataclass(frozen=True, kw_only=True)
class Meeting(Aggregate):
    """A meeting; `results` are its minutes, for the network's people only."""

    id: UUID
    circle: UUID
    label: str
    starts_at: datetime
    ends_at: datetime
    place: str | None = None
    agenda: str = ""
    status: MeetingStatus = MeetingStatus.PLANNED
    results: str = ""

    def __post_init__(self) -> None:
        if self.ends_at <= self.starts_at:
            raise EndsBeforeStart("ends_at")


def refuse_step(before: Meeting | None, after: Meeting) -> None:
    """Raise StepNotPossible when a meeting can't become this."""
    allowed = STEPS[None if before is None else before.status]
    if after.status not in allowed:
        raise StepNotPossible(allowed)
