"""Reads the table of an uploaded file, .xlsx or .csv, apart from the event loop, for unpacking takes its time."""

import asyncio
from collections import Counter
from itertools import islice

from fastapi import UploadFile

from services.registry.domain.exchange.sheet import HEADING_WITHIN_ROWS, MOST_ROWS, Rows, TooManyRows
from shared.spreadsheets.csv_rows import DELIMITERS, csv_rows, decoded
from shared.spreadsheets.faults import SpreadsheetUnreadable
from shared.spreadsheets.workbook_rows import workbook_sheets

FIRST_BYTES_OF_A_ZIP = b"PK"
# Empty rows between the filled ones are read as well; what lies behind is refused, not left out unsaid.
MOST_ROWS_READ = 2 * MOST_ROWS


async def read_table(file: UploadFile) -> Rows:
    """Return the rows of a .csv file or of the first filled sheet of a workbook; raises SpreadsheetUnreadable."""
    content = await file.read()
    return await asyncio.to_thread(_rows, content)


def _rows(content: bytes) -> Rows:
    rows = _workbook(content) if content.startswith(FIRST_BYTES_OF_A_ZIP) else _csv(decoded(content))
    if not rows:
        raise SpreadsheetUnreadable("Die Datei ist leer.")
    if len(rows) > MOST_ROWS_READ:
        raise TooManyRows
    return rows


def _workbook(content: bytes) -> Rows:
    for _, rows in workbook_sheets(content):
        taken = list(islice(rows, MOST_ROWS_READ + 1))
        if any(cell is not None for row in taken for cell in row):
            return taken
    return []


def _csv(text: str) -> Rows:
    """The delimiter that makes the most regular table is the one that was meant; a text full of commas makes a wide row, not a table."""
    meant = max(DELIMITERS, key=lambda delimiter: _regularity(csv_rows(text, delimiter, most_rows=HEADING_WITHIN_ROWS)))
    return csv_rows(text, meant, most_rows=MOST_ROWS_READ + 1)


def _regularity(rows: Rows) -> tuple[int, int]:
    """How many of the first rows have the same number of cells, two at least, and how many cells those are."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))
