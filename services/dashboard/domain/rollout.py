"""How far the quarters are with their roll-out: gates, forecast and how each network sees itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services.dashboard.domain.gates import Gate
from shared.rollout_forecast import Forecast, days_needed, forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One round of a network's roll-out; a later round is a restart."""

    network: str
    round: int
    started_on: date
    gates: tuple[Gate, ...]

    @property
    def set_up(self) -> tuple[Gate, ...]:
        """Return the gates that must be open before the network is active."""
        return tuple(gate for gate in self.gates if gate.belongs_to_set_up)

    @property
    def planned_on(self) -> date:
        """Return the day for which going live is planned."""
        return max(gate.planned_end for gate in self.set_up if gate.planned_end is not None)

    @property
    def is_completed(self) -> bool:
        """Tell whether the set-up is done."""
        return all(gate.opened_on is not None for gate in self.set_up)

    @property
    def open_gates(self) -> int:
        """Return how many gates stand open."""
        return sum(gate.opened_on is not None for gate in self.gates)

    @property
    def next_gate(self) -> Gate | None:
        """Return the first gate that is closed, None when all are open."""
        return next((gate for gate in self.gates if gate.opened_on is None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A network's present round and what is foreseen; `cause` is the label of the phase that costs most of a delay."""

    plan: Plan
    forecast: Forecast

    @property
    def cause(self) -> str | None:
        """Return the label of the phase that makes it late."""
        return next((gate.label for gate in self.plan.gates if gate.phase == self.forecast.cause), None)


def present_rounds(rounds: Iterable[Plan]) -> dict[str, Plan]:
    """Return each network's last round."""
    return {plan.network: plan for plan in sorted(rounds, key=lambda plan: plan.round)}


def standings(rounds: Iterable[Plan], *, today: date) -> dict[str, Standing]:
    """Return each network's present round with its forecast, which learns from all rounds that are done; plans without a set-up are left out."""
    known = [plan for plan in rounds if any(gate.planned_end is not None for gate in plan.set_up)]
    needed = days_needed(plan for plan in known if plan.is_completed)
    return {
        network: Standing(plan=plan, forecast=forecast(plan, today=today, needed=needed))
        for network, plan in present_rounds(known).items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfAssessment:
    """How a network saw itself in a year: each factor from 1, not at all, to 5, fully."""

    network: str
    year: int
    scores: dict[str, int]

    @property
    def mean(self) -> float:
        """Return the mean of the factors."""
        return sum(self.scores.values()) / len(self.scores) if self.scores else 0.0


def by_network(assessments: Sequence[SelfAssessment]) -> dict[str, list[SelfAssessment]]:
    """Return each network's years, the newest first."""
    found: dict[str, list[SelfAssessment]] = {}
    for each in sorted(assessments, key=lambda each: -each.year):
        found.setdefault(each.network, []).append(each)
    return found
