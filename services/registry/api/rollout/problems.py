"""How each "no" of the roll-out reads."""

from services.registry.domain.refusals import FieldRefused
from services.registry.domain.rollout.refusals import (
    DayYetToCome,
    EarlierGatesClosed,
    FactorsMissing,
    FactorUnknown,
    GateIsClosed,
    GateIsOpen,
    LaterGateOpen,
    NotAPhase,
    PhasesOutOfOrder,
    SetUpUnfinished,
    TemplateOlder,
)
from shared.identity.refusals import NOT_FOUND
from shared.web.problems import Problem, ProblemKind, Refusals, mark

GATE_IS_OPEN = ProblemKind(
    "gate-is-open",
    409,
    mark("Dieses Tor ist schon offen"),
    mark(
        "Was bestätigt ist, bleibt bestätigt. Die Präventionsfachstelle kann das Tor mit einer Begründung wieder schließen."
    ),
)
GATE_IS_CLOSED = ProblemKind(
    "gate-is-closed", 409, mark("Dieses Tor ist nicht offen"), mark("Nur ein offenes Tor kann geschlossen werden.")
)
EARLIER_GATES_CLOSED = ProblemKind(
    "earlier-gates-closed",
    409,
    mark("Davor fehlt noch etwas"),
    mark("Die Tore öffnen sich der Reihe nach. Noch nicht abgeschlossen: {names}."),
)
LATER_GATE_OPEN = ProblemKind(
    "later-gate-open",
    409,
    mark("Ein späteres Tor ist schon offen"),
    mark("Bitte schließen Sie zuerst das Tor „{name}“."),
)
SET_UP_UNFINISHED = ProblemKind(
    "set-up-unfinished",
    409,
    mark("Der Aufbau ist noch nicht abgeschlossen"),
    mark("Das Netzwerk wird aktiv, wenn alle Tore des Aufbaus offen sind. Es fehlen noch: {names}."),
)
TEMPLATE_OLDER = ProblemKind(
    "template-older",
    409,
    mark("Diese Fassung der Vorlage ist nicht neuer"),
    mark("Der Plan folgt schon dieser oder einer neueren Fassung."),
)
ROLLOUT_FIELD_KINDS: dict[type[FieldRefused], ProblemKind] = {
    PhasesOutOfOrder: ProblemKind(
        "phases-out-of-order",
        422,
        mark("Die Phasen stehen nicht in der richtigen Reihenfolge"),
        mark("Jede Phase endet frühestens mit der davor; Phasen ohne Ende stehen zuletzt, und die erste hat ein Ende."),
    ),
    DayYetToCome: ProblemKind(
        "day-yet-to-come",
        422,
        mark("Dieser Tag liegt in der Zukunft"),
        mark("Bitte nennen Sie einen Tag, der schon gekommen ist."),
    ),
    FactorUnknown: ProblemKind(
        "factor-unknown",
        422,
        mark("Diesen Gelingensfaktor gibt es nicht"),
        mark("Bitte bewerten Sie nur die zehn Gelingensfaktoren."),
    ),
    FactorsMissing: ProblemKind(
        "factors-missing",
        422,
        mark("Es fehlen Gelingensfaktoren"),
        mark("Bitte bewerten Sie alle zehn Gelingensfaktoren von 1 bis 5."),
    ),
}


def _earlier_gates_closed(refusal: EarlierGatesClosed) -> Problem:
    return Problem(EARLIER_GATES_CLOSED, names=", ".join(refusal.names))


def _later_gate_open(refusal: LaterGateOpen) -> Problem:
    return Problem(LATER_GATE_OPEN, name=refusal.name)


def _set_up_unfinished(refusal: SetUpUnfinished) -> Problem:
    return Problem(SET_UP_UNFINISHED, names=", ".join(refusal.names))


ROLLOUT_REFUSALS: Refusals = {
    NotAPhase: NOT_FOUND,
    GateIsOpen: GATE_IS_OPEN,
    GateIsClosed: GATE_IS_CLOSED,
    EarlierGatesClosed: _earlier_gates_closed,
    LaterGateOpen: _later_gate_open,
    SetUpUnfinished: _set_up_unfinished,
    TemplateOlder: TEMPLATE_OLDER,
}
