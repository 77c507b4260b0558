"""The roll-out plan of a network: when each phase is to end, and which quality gates are open, on what evidence, confirmed by whom."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import EndsBeforeStart
from services.registry.domain.rollout.refusals import NotAPhase


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """The document that a gate opens on: its title, its day, and where it is filed."""

    title: str
    dated: date
    reference: str | None = None


@dataclass(frozen=True, kw_only=True)
class Gate:
    """The quality gate at the end of a phase; `confirmed_by` is an account, `closed_because` tells why it was closed again."""

    phase: str
    label: str
    belongs_to_set_up: bool
    planned_end: date | None = None
    opened_on: date | None = None
    evidence: Evidence | None = None
    confirmed_by: str | None = None
    closed_because: str | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the gate stands open: evidence and confirmation come and go together with the day."""
        return self.opened_on is not None


@dataclass(frozen=True, kw_only=True)
class RolloutPlan(Aggregate):
    """One round of setting a network up; a restart begins the next round, and the earlier ones are its history."""

    network: str
    round: int = 1
    reason: str | None = None
    template_version: int
    started_on: date
    gates: tuple[Gate, ...]

    def __post_init__(self) -> None:
        planned = [self.started_on, *(gate.planned_end for gate in self.gates if gate.planned_end is not None)]
        if any(later < earlier for earlier, later in pairwise(planned)):
            raise EndsBeforeStart("planned_ends")
        if any(gate.opened_on is not None and gate.opened_on < self.started_on for gate in self.gates):
            raise EndsBeforeStart("started_on")

    @property
    def set_up(self) -> tuple[Gate, ...]:
        """Return the gates that must be open before the network is active."""
        return tuple(gate for gate in self.gates if gate.belongs_to_set_up)

    @property
    def is_completed(self) -> bool:
        """Tell whether the set-up is done."""
        return all(gate.is_open for gate in self.set_up)

    @property
    def planned_on(self) -> date:
        """Return the day for which going live is planned."""
        return max(gate.planned_end for gate in self.set_up if gate.planned_end is not None)

    @property
    def went_live_on(self) -> date | None:
        """Return the day on which the last gate of the set-up opened, None while one is closed."""
        opened = [gate.opened_on for gate in self.set_up if gate.opened_on is not None]
        return max(opened) if self.is_completed else None

    def gate(self, phase: str) -> Gate:
        """Return the gate of a phase; raises NotAPhase."""
        for gate in self.gates:
            if gate.phase == phase:
                return gate
        raise NotAPhase
