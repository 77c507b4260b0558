"""Reads the sheets of an .xlsx workbook: values only, formulas by the result that the spreadsheet program stored."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest
from typing import Any, TypeVar

from shared.spreadsheets.archive import refuse_dangerous_archive
from shared.spreadsheets.faults import SpreadsheetUnreadable, UnusableCell

MOST_COLUMNS = 60
NO_RESULT = UnusableCell(
    "Die Zelle enthält eine Formel ohne gespeichertes Ergebnis. Bitte die Datei in der Tabellenkalkulation öffnen und speichern "
    "oder den Wert eintragen."
)
FAULTY_RESULT = UnusableCell("Die Formel in der Zelle ergibt einen Fehler. Bitte den Wert eintragen.")

Rows = Iterator[tuple[object, ...]]
Part = TypeVar("Part")


def workbook_sheets(content: bytes) -> Iterator[tuple[str, Rows]]:
    """Yield each sheet's title with its rows, which are read while they are asked for; both raise SpreadsheetUnreadable."""
    refuse_dangerous_archive(content)
    for title, rows in _whole(_sheets(content)):
        yield title, _whole(rows)


def _whole(parts: Iterator[Part]) -> Iterator[Part]:
    try:
        yield from parts
    except SpreadsheetUnreadable:
        raise
    except Exception as broken:
        raise SpreadsheetUnreadable("Die Arbeitsmappe ist beschädigt. Bitte neu als .xlsx speichern.") from broken


def _sheets(content: bytes) -> Iterator[tuple[str, Rows]]:
    from openpyxl import load_workbook  # heavy, and most processes never read a workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of decorations that it does not read
        values = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            for sheet in values.worksheets:
                yield sheet.title, _rows(sheet, formulas[sheet.title])
        finally:
            values.close()
            formulas.close()


def _rows(values: Any, formulas: Any) -> Rows:
    values.reset_dimensions()
    formulas.reset_dimensions()
    pairs = zip_longest(values.iter_rows(max_col=MOST_COLUMNS), formulas.iter_rows(max_col=MOST_COLUMNS), fillvalue=())
    for value_cells, formula_cells in pairs:
        yield tuple(_cell(value, formula) for value, formula in zip(value_cells, formula_cells, strict=False))


def _cell(value: Any, formula: Any) -> object:
    if value.data_type == "e":
        return FAULTY_RESULT
    if formula.data_type == "f" and value.value is None:
        return NO_RESULT
    content: object = value.value
    return content
