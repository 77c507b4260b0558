"""Reads the rows of a .csv file as German office programs write it: UTF-8 or Windows-1252, semicolons, commas or tabs."""

import csv
import io
from itertools import islice

from shared.spreadsheets.faults import SpreadsheetUnreadable

DELIMITERS = (";", ",", "\t")


def csv_rows(text: str, delimiter: str, *, most_rows: int | None = None) -> list[tuple[object, ...]]:
    """Return the rows, at most so many: some megabytes of line ends would fill the memory; raises SpreadsheetUnreadable."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return [tuple(row) for row in islice(reader, most_rows)]
    except csv.Error as broken:
        raise SpreadsheetUnreadable(f"Die CSV-Datei ist beschädigt ({broken}). Bitte neu speichern.") from broken


def decoded(content: bytes) -> str:
    """Return the text of a file; raises SpreadsheetUnreadable."""
    is_utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if is_utf_16 else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SpreadsheetUnreadable("Die Zeichen der CSV-Datei sind nicht lesbar. Bitte als „CSV UTF-8“ speichern.")
