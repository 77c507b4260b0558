"""A decision of a circle. What was decided is never rewritten: a later decision revises it, so the chain can be traced."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import DecisionIsOver, DecisionStands, StepNotPossible


class DecisionStatus(StrEnum):
    """Whether a decision holds, was replaced by a later one, or was lifted."""

    IN_FORCE = "in_force"
    REVISED = "revised"
    LIFTED = "lifted"


# By hand a decision is taken or lifted; only another decision makes it a revised one.
STEPS: Mapping[DecisionStatus | None, frozenset[DecisionStatus]] = {
    None: frozenset({DecisionStatus.IN_FORCE}),
    DecisionStatus.IN_FORCE: frozenset({DecisionStatus.IN_FORCE, DecisionStatus.LIFTED}),
    DecisionStatus.REVISED: frozenset({DecisionStatus.REVISED}),
    DecisionStatus.LIFTED: frozenset({DecisionStatus.LIFTED}),
}


@dataclass(frozen=True, kw_only=True)
class Decision(Aggregate):
    """A decision, its number unique in its circle; `revises` is the earlier one that it replaces."""

    id: UUID
    circle: UUID
    number: str
    decided_on: date
    label: str
    text: str
    meeting: UUID | None = None
    revises: UUID | None = None
    status: DecisionStatus = DecisionStatus.IN_FORCE


def refuse_change(before: Decision | None, after: Decision) -> None:
    """Raise DecisionStands when the wording changes, StepNotPossible when the status can't."""
    if before is not None and replace(after, status=before.status, version=before.version) != before:
        raise DecisionStands
    allowed = STEPS[None if before is None else before.status]
    if after.status not in allowed:
        raise StepNotPossible(allowed)


def revised(earlier: Decision) -> Decision:
    """Return the earlier decision as a replaced one; raises DecisionIsOver unless it holds, so that a chain has no branches."""
    if earlier.status is not DecisionStatus.IN_FORCE:
        raise DecisionIsOver
    return replace(earlier, status=DecisionStatus.REVISED)
