"""Reads the tables of an .xlsx workbook: values only, formulas by the result that the spreadsheet program stored."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from deploy.reference.spreadsheets.archive import refuse_dangerous_archive
from deploy.reference.spreadsheets.columns import TABLES
from deploy.reference.spreadsheets.faults import SpreadsheetUnreadable
from deploy.reference.spreadsheets.raw_table import RawTable, UnusableCell, raw_table

LARGEST_BYTES = 20 * 1024 * 1024
MOST_COLUMNS = 60
NO_RESULT = UnusableCell(
    "Die Zelle enthält eine Formel ohne gespeichertes Ergebnis. Bitte die Datei in der Tabellenkalkulation öffnen und speichern "
    "oder den Wert eintragen."
)
FAULTY_RESULT = UnusableCell("Die Formel in der Zelle ergibt einen Fehler. Bitte den Wert eintragen.")


def tables_of_workbook(path: Path) -> tuple[RawTable, ...]:
    """Return the recognised tables; raises SpreadsheetUnreadable."""
    if path.stat().st_size > LARGEST_BYTES:
        raise SpreadsheetUnreadable("Die Datei ist größer als 20 MB. Bitte auf mehrere Dateien verteilen.")
    content = path.read_bytes()
    refuse_dangerous_archive(content)
    try:
        return tuple(_tables(content))
    except SpreadsheetUnreadable:
        raise
    except Exception as broken:
        raise SpreadsheetUnreadable("Die Arbeitsmappe ist beschädigt. Bitte neu als .xlsx speichern.") from broken


def _tables(content: bytes) -> Iterator[RawTable]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of decorations that it does not read
        values = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            for sheet in values.worksheets:
                table = raw_table(_rows(sheet, formulas[sheet.title]), sheet=sheet.title)
                if table:
                    yield table
        finally:
            values.close()
            formulas.close()


def _rows(values: Any, formulas: Any) -> Iterator[tuple[object, ...]]:
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


def known_sheets() -> str:
    """Return the names of the sheets that are read, for messages."""
    return " oder ".join(f"„{table.name}“" for table in TABLES)
