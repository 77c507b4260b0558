"""Why something could not be fetched, and how that looks to whoever named the address."""

from enum import StrEnum
from typing import Final

from shared.web.problems import Problem, ProblemKind, Refusal, Refusals, mark


class FetchFault(StrEnum):
    """What was wrong with an address or the answer there."""

    ADDRESS = "address"
    NOT_PUBLIC = "not-public"
    UNREACHABLE = "unreachable"
    REDIRECTED = "redirected"
    STATUS = "status"
    ENCODED = "encoded"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"


class NotFetched(Refusal):
    """Nothing was read from an address."""

    def __init__(self, fault: FetchFault) -> None:
        super().__init__(fault)
        self.fault = fault


NOT_FETCHED: Final = ProblemKind(
    "address-not-fetched",
    422,
    mark("Von dieser Adresse konnte nichts geholt werden"),
    mark("Bitte prüfen Sie die Adresse und versuchen Sie es noch einmal, oder laden Sie die Datei selbst hoch."),
)
_HINTS: Final = {
    FetchFault.ADDRESS: mark(
        "Die Adresse muss mit https:// oder http:// beginnen und darf keinen Benutzernamen enthalten."
    ),
    FetchFault.NOT_PUBLIC: mark("Die Adresse liegt nicht im öffentlichen Internet; von dort wird nichts geholt."),
    FetchFault.UNREACHABLE: mark("Unter dieser Adresse antwortet niemand."),
    FetchFault.REDIRECTED: mark("Die Adresse leitet zu oft oder auf eine unsichere Adresse weiter."),
    FetchFault.STATUS: mark("Unter dieser Adresse gibt es nichts zu holen; der andere Server meldet einen Fehler."),
    FetchFault.ENCODED: mark("Der andere Server schickt gepackte Daten, obwohl wir ungepackte verlangt haben."),
    FetchFault.TOO_LARGE: mark("Was dort liegt, ist zu groß."),
    FetchFault.TOO_SLOW: mark("Der andere Server antwortet zu langsam."),
}


def _problem(refusal: NotFetched) -> Problem:
    error = {"in": "body", "pointer": "#/url", "detail": _HINTS[refusal.fault]}
    return Problem(NOT_FETCHED, fault=refusal.fault.value, errors=[error])


FETCH_PROBLEMS: Final[Refusals] = {NotFetched: _problem}
