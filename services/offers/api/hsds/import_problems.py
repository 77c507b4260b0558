"""Which problem document it becomes when a document of another directory is not understood."""

from typing import Final

from services.offers.domain.hsds.incoming.document import SourceNotUnderstood
from shared.web.problems import Problem, ProblemKind, Refusals, mark

NOT_UNDERSTOOD: Final = ProblemKind(
    "source-not-understood",
    422,
    mark("Diese Daten sind nicht zu lesen"),
    mark("Erwartet wird eine Liste von HSDS-Services in JSON, am besten mit allen Angaben (full=true)."),
)
_HINTS: Final = {
    "no-json": mark("Das ist kein JSON."),
    "no-services": mark("Darin steht keine Liste von Services."),
    "too-many": mark("Es sind mehr als 1000 Einträge; bitte in Teilen importieren."),
    "too-large": mark("Das sind zu viele Angaben; bitte in Teilen importieren."),
    "too-deep": mark("Die Angaben sind zu tief ineinander verschachtelt."),
    "number": mark("Darin steht eine Zahl, die nichts bedeuten kann."),
}


def _problem(refusal: SourceNotUnderstood) -> Problem:
    return Problem(NOT_UNDERSTOOD, errors=[{"in": "body", "pointer": "#", "detail": _HINTS[refusal.fault]}])


IMPORT_PROBLEMS: Final[Refusals] = {SourceNotUnderstood: _problem}
