"""When a network will go live: from the gates that are open, and for the rest from what earlier quarters needed.

The registry answers it for a plan, the dashboard for all of them; both must say the same.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Protocol


class Gate(Protocol):
    """The quality gate at the end of a phase of the set-up."""

    @property
    def phase(self) -> str: ...
    @property
    def planned_end(self) -> date | None: ...
    @property
    def opened_on(self) -> date | None: ...


class Plan(Protocol):
    """One round of setting a network up."""

    @property
    def started_on(self) -> date: ...
    @property
    def set_up(self) -> Sequence[Gate]: ...
    @property
    def planned_on(self) -> date: ...
    @property
    def is_completed(self) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """The go-live day, foreseen or (`is_certain`) reached. A negative delay is a lead; `cause` is the phase that costs most of a delay."""

    goes_live_on: date
    planned_on: date
    delay_days: int
    cause: str | None
    is_certain: bool


@dataclass(frozen=True)
class _Step:
    """The way from one gate to the next."""

    phase: str
    reached_on: date
    lost_days: int


def days_needed(completed: Iterable[Plan]) -> Mapping[str, int]:
    """Return the median days from gate to gate by phase, over plans whose set-up is done; half days count as whole ones."""
    needed: dict[str, list[int]] = defaultdict(list)
    for plan in completed:
        reached = plan.started_on
        for gate in plan.set_up:
            opened_on = gate.opened_on or reached
            needed[gate.phase].append((opened_on - reached).days)
            reached = opened_on
    return {phase: math.ceil(median(days)) for phase, days in needed.items()}


def forecast(plan: Plan, *, today: date, needed: Mapping[str, int]) -> Forecast:
    """Return when the plan's network goes live, seen from `today`; phases that no earlier quarter had take as long as planned."""
    steps = _steps(plan, today=today, needed=needed)
    last, planned_on = steps[-1], plan.planned_on
    delay_days = (last.reached_on - planned_on).days
    worst = max(steps, key=lambda step: step.lost_days)
    return Forecast(
        goes_live_on=last.reached_on,
        planned_on=planned_on,
        delay_days=delay_days,
        cause=worst.phase if delay_days > 0 else None,
        is_certain=plan.is_completed,
    )


def _steps(plan: Plan, *, today: date, needed: Mapping[str, int]) -> list[_Step]:
    steps, reached, planned = [], plan.started_on, plan.started_on
    for gate in plan.set_up:
        assert gate.planned_end is not None, "a phase of the set-up has an end"
        planned_days = (gate.planned_end - planned).days
        reached_on = _reached_on(gate, after=reached, days=needed.get(gate.phase, planned_days), today=today)
        steps.append(_Step(gate.phase, reached_on, (reached_on - reached).days - planned_days))
        reached, planned = reached_on, gate.planned_end
    return steps


def _reached_on(gate: Gate, *, after: date, days: int, today: date) -> date:
    """A closed gate opens today at the earliest."""
    if gate.opened_on is not None:
        return max(after, gate.opened_on)
    return max(after + timedelta(days=days), today)
