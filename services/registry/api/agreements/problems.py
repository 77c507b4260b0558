"""How each "no" about agreements reads."""

from services.registry.domain.agreements.refusals import (
    NotAParty,
    NothingSecured,
    NotYetFulfilled,
    NotYetValid,
    StepRefused,
    TooFewParties,
)
from services.registry.domain.refusals import FieldRefused
from shared.web.problems import Problem, ProblemKind, Refusals, mark

STEP_REFUSED = ProblemKind(
    "step-refused",
    409,
    mark("Das geht in diesem Stand nicht"),
    mark("Die Vereinbarung ist {state_name}. In diesem Stand ist dieser Schritt nicht vorgesehen."),
)
NOT_YET_VALID = ProblemKind(
    "not-yet-valid",
    409,
    mark("Die Vereinbarung gilt erst später"),
    mark("Sie gilt ab dem {day}. Setzen Sie sie dann in Kraft, oder vereinbaren Sie einen früheren Tag."),
)
STATE_NAMES = {
    "proposed": mark("vorgeschlagen und noch nicht von allen unterschrieben"),
    "signed": mark("unterschrieben und noch nicht in Kraft"),
    "in_force": mark("in Kraft"),
    "due_for_review": mark("zur Überprüfung fällig"),
    "evaluated": mark("ausgewertet"),
    "ended": mark("beendet"),
}
AGREEMENT_FIELD_KINDS: dict[type[FieldRefused], ProblemKind] = {
    TooFewParties: ProblemKind(
        "too-few-parties",
        422,
        mark("Eine Vereinbarung braucht mindestens zwei Partner"),
        mark("Bitte nennen Sie alle, die sich vereinbaren."),
    ),
    NotAParty: ProblemKind(
        "not-a-party",
        422,
        mark("Diese Organisation gehört nicht zur Vereinbarung"),
        mark("Nur wer als Partner genannt ist, kann unterschreiben oder etwas zusagen."),
    ),
    NotYetFulfilled: ProblemKind(
        "not-yet-fulfilled",
        422,
        mark("Der Tag der Erfüllung liegt in der Zukunft"),
        mark("Bitte nennen Sie den heutigen oder einen früheren Tag."),
    ),
    NothingSecured: ProblemKind(
        "nothing-secured",
        422,
        mark("Dem Übergang fehlt sein Anfang oder sein Ziel"),
        mark("Bitte nennen Sie je eine Lebensphase oder eine Art von Einrichtung."),
    ),
}


def _step_refused(refusal: StepRefused) -> Problem:
    return Problem(STEP_REFUSED, state=refusal.state, step=refusal.step, state_name=STATE_NAMES[refusal.state])


def _not_yet_valid(refusal: NotYetValid) -> Problem:
    return Problem(NOT_YET_VALID, valid_from=str(refusal.valid_from), day=f"{refusal.valid_from:%d.%m.%Y}")


AGREEMENT_REFUSALS: Refusals = {StepRefused: _step_refused, NotYetValid: _not_yet_valid}
