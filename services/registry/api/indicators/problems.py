"""How refusals about indicators and about tables that people send read."""

from services.registry.domain.exchange.sheet import MOST_ROWS, HeadingsMissing, TooManyRows
from services.registry.domain.indicators.indicator import DescentIsNoNeed
from services.registry.domain.indicators.source import ColumnsUnclear
from services.registry.domain.refusals import FieldRefused
from shared.spreadsheets.faults import SpreadsheetUnreadable
from shared.web.problems import Problem, ProblemKind, Refusals, mark

DESCENT_IS_NO_NEED = ProblemKind(
    "descent-is-no-need",
    422,
    mark("Herkunft ist keine Ursache von Bedarf"),
    mark("Kennzahlen zu Herkunft, Staatsangehörigkeit oder Religion beschreiben nur. Bitte wählen Sie „neutral“."),
)
COLUMNS_UNCLEAR = ProblemKind(
    "columns-unclear",
    422,
    mark("Die Spalten sind nicht eindeutig zugeordnet"),
    mark(
        "Bitte nennen Sie genau eine Angabe zum Jahr, und entweder die Spalten für Kennzahl und Wert oder je Kennzahl eine Spalte."
    ),
)
TABLE_UNREADABLE = ProblemKind("table-unreadable", 422, mark("Die Datei ist nicht lesbar"))
HEADINGS_MISSING = ProblemKind(
    "headings-missing",
    422,
    mark("In der Tabelle fehlen Überschriften"),
    mark("In den ersten Zeilen fehlt: {names}. Bitte prüfen Sie die Datei oder die Zuordnung der Spalten."),
)
TOO_MANY_ROWS = ProblemKind(
    "too-many-rows",
    422,
    mark("Die Tabelle ist zu lang"),
    mark("Auf einmal werden höchstens {most} Zeilen gelesen. Bitte verteilen Sie die Tabelle auf mehrere Dateien."),
)


def _at_field(kind: ProblemKind, refusal: FieldRefused) -> Problem:
    return Problem(kind, errors=[{"in": "body", "pointer": f"#/{refusal.field}", "detail": kind.detail}])


INDICATOR_REFUSALS: Refusals = {
    DescentIsNoNeed: lambda refusal: _at_field(DESCENT_IS_NO_NEED, refusal),
    ColumnsUnclear: lambda refusal: _at_field(COLUMNS_UNCLEAR, refusal),
    SpreadsheetUnreadable: lambda unreadable: Problem(TABLE_UNREADABLE, detail=str(unreadable)),
    HeadingsMissing: lambda refusal: Problem(
        HEADINGS_MISSING, names=", ".join(f"„{heading}“" for heading in refusal.missing)
    ),
    TooManyRows: lambda _: Problem(TOO_MANY_ROWS, most=MOST_ROWS),
}
