"""How the refusals of bodies, working groups and their decisions read."""

from services.registry.domain.refusals import (
    DecisionIsOver,
    DecisionStands,
    FieldRefused,
    MemberUnclear,
    StepNotPossible,
    SubjectMissing,
)
from shared.web.problems import Problem, ProblemKind, Refusals, mark

STEP_NOT_POSSIBLE = ProblemKind(
    "step-not-possible",
    409,
    mark("Dieser Schritt ist nicht vorgesehen"),
    mark("Von hier aus ist möglich: {names}."),
)
STEP_NAMES = {
    "accepted": mark("angenommen"),
    "cancelled": mark("abgesagt"),
    "held": mark("hat stattgefunden"),
    "in_force": mark("gilt"),
    "lifted": mark("aufgehoben"),
    "planned": mark("geplant"),
    "refused": mark("abgelehnt"),
    "revised": mark("ersetzt"),
}
NO_STEP = mark("nichts mehr")

CIRCLE_FIELD_KINDS: dict[type[FieldRefused], ProblemKind] = {
    MemberUnclear: ProblemKind(
        "member-unclear",
        422,
        mark("Ein Mitglied ist nicht eindeutig"),
        mark("Bitte nennen Sie je Mitglied entweder einen Partner oder eine Person."),
    ),
    SubjectMissing: ProblemKind(
        "subject-missing",
        422,
        mark("Es fehlt, worum es in der Gruppe geht"),
        mark("Bitte nennen Sie ein Thema oder eine Zielgruppe."),
    ),
}


def _step_not_possible(refusal: StepNotPossible) -> Problem:
    names = ", ".join(STEP_NAMES[step] for step in refusal.allowed) or NO_STEP
    return Problem(STEP_NOT_POSSIBLE, allowed=list(refusal.allowed), names=names)


CIRCLE_REFUSALS: Refusals = {
    StepNotPossible: _step_not_possible,
    DecisionStands: ProblemKind(
        "decision-stands",
        409,
        mark("Ein Beschluss wird nicht umgeschrieben"),
        mark("Bitte tragen Sie einen neuen Beschluss ein, der diesen ersetzt (revises)."),
    ),
    DecisionIsOver: ProblemKind(
        "decision-is-over",
        409,
        mark("Dieser Beschluss gilt nicht mehr"),
        mark("Ersetzen lässt sich nur ein geltender Beschluss. Bitte nennen Sie den neuesten der Kette."),
    ),
}
