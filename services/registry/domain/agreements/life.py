"""The life of an agreement as one table: what can be done in which state and where it leads; all else is refused."""

from collections.abc import Mapping
from enum import StrEnum

from services.registry.domain.agreements.refusals import StepRefused


class AgreementState(StrEnum):
    """Where an agreement stands."""

    PROPOSED = "proposed"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    DUE_FOR_REVIEW = "due_for_review"
    EVALUATED = "evaluated"
    ENDED = "ended"


class Step(StrEnum):
    """What can be done with an agreement; `SIGN_AS_LAST` and `COME_DUE` are never asked for, they happen."""

    CHANGE = "change"
    SIGN = "sign"
    SIGN_AS_LAST = "sign_as_last"
    ENTER_INTO_FORCE = "enter_into_force"
    FULFIL = "fulfil"
    COME_DUE = "come_due"
    EVALUATE = "evaluate"
    RENEW = "renew"
    END = "end"


_PROPOSED, _SIGNED, _IN_FORCE = AgreementState.PROPOSED, AgreementState.SIGNED, AgreementState.IN_FORCE
_DUE, _EVALUATED, _ENDED = AgreementState.DUE_FOR_REVIEW, AgreementState.EVALUATED, AgreementState.ENDED

# A change and a renewal alter what was signed, so both lead back to where everybody signs.
LIFE: Mapping[tuple[AgreementState, Step], AgreementState] = {
    (_PROPOSED, Step.CHANGE): _PROPOSED,
    (_PROPOSED, Step.SIGN): _PROPOSED,
    (_PROPOSED, Step.SIGN_AS_LAST): _SIGNED,
    (_PROPOSED, Step.END): _ENDED,
    (_SIGNED, Step.CHANGE): _PROPOSED,
    (_SIGNED, Step.ENTER_INTO_FORCE): _IN_FORCE,
    (_SIGNED, Step.END): _ENDED,
    (_IN_FORCE, Step.CHANGE): _PROPOSED,
    (_IN_FORCE, Step.FULFIL): _IN_FORCE,
    (_IN_FORCE, Step.COME_DUE): _DUE,
    (_IN_FORCE, Step.END): _ENDED,
    (_DUE, Step.FULFIL): _DUE,
    (_DUE, Step.EVALUATE): _EVALUATED,
    (_DUE, Step.END): _ENDED,
    (_EVALUATED, Step.FULFIL): _EVALUATED,
    (_EVALUATED, Step.RENEW): _PROPOSED,
    (_EVALUATED, Step.END): _ENDED,
}

# In these states obligations bind, fall due and become overdue.
BINDING = frozenset(state for state, step in LIFE if step is Step.FULFIL)


def state_after(state: AgreementState, step: Step) -> AgreementState:
    """Return the state that a step leads to; raises StepRefused for every step the table doesn't know."""
    following = LIFE.get((state, step))
    if following is None:
        raise StepRefused(state, step)
    return following
