"""How a quality gate of a roll-out plan stands on a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class GateState(StrEnum):
    """How a gate stands on a day."""

    OPEN = "open"
    OVERDUE = "gate_overdue"
    DUE = "gate_due"
    AHEAD = "ahead"


DUE_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A quality gate; the set-up is done with the last one that belongs to it."""

    phase: str
    label: str
    belongs_to_set_up: bool
    planned_end: date | None
    opened_on: date | None

    def state(self, today: date) -> GateState:
        """Return how it stands; one without a planned day is never late."""
        if self.opened_on is not None:
            return GateState.OPEN
        if self.planned_end is None or self.planned_end > today + DUE_WITHIN:
            return GateState.AHEAD
        return GateState.OVERDUE if self.planned_end < today else GateState.DUE

    def days_late(self, today: date) -> int | None:
        """Return the days between plan and opening, or until today while it is closed and late."""
        if self.planned_end is None:
            return None
        days = ((self.opened_on or today) - self.planned_end).days
        return days if self.opened_on is not None or days > 0 else None
