"""Reads the tables of an .xlsx workbook."""

from collections.abc import Iterator
from pathlib import Path

from deploy.reference.spreadsheets.columns import TABLES
from deploy.reference.spreadsheets.raw_table import RawTable, raw_table
from shared.spreadsheets.faults import SpreadsheetUnreadable
from shared.spreadsheets.workbook_rows import Rows, workbook_sheets

LARGEST_BYTES = 20 * 1024 * 1024


def tables_of_workbook(path: Path) -> tuple[RawTable, ...]:
    """Return the recognised tables; raises SpreadsheetUnreadable."""
    if path.stat().st_size > LARGEST_BYTES:
        raise SpreadsheetUnreadable("Die Datei ist größer als 20 MB. Bitte auf mehrere Dateien verteilen.")
    return tuple(_recognised(workbook_sheets(path.read_bytes())))


def _recognised(sheets: Iterator[tuple[str, Rows]]) -> Iterator[RawTable]:
    for title, rows in sheets:
        table = raw_table(rows, sheet=title)
        if table:
            yield table


def known_sheets() -> str:
    """Return the names of the sheets that are read, for messages."""
    *others, last = (f"„{table.name}“" for table in TABLES)
    return f"{', '.join(others)} oder {last}"
