"""Reads the one table of a .csv file as German office programs write it: UTF-8 or Windows-1252, semicolons, commas or tabs."""

import csv
import io
from pathlib import Path

from deploy.reference.spreadsheets.faults import SpreadsheetUnreadable
from deploy.reference.spreadsheets.raw_table import RawTable, raw_table

LARGEST_BYTES = 20 * 1024 * 1024
DELIMITERS = (";", ",", "\t")


def table_of_csv(path: Path) -> RawTable:
    """Return the table, recognised by its headings; raises SpreadsheetUnreadable."""
    if path.stat().st_size > LARGEST_BYTES:
        raise SpreadsheetUnreadable("Die Datei ist größer als 20 MB. Bitte auf mehrere Dateien verteilen.")
    text = _decoded(path.read_bytes())
    for delimiter in DELIMITERS:
        table = raw_table(_rows(text, delimiter))
        if table:
            return table
    raise SpreadsheetUnreadable(
        "Die Überschriften gehören weder zur Tabelle „Partner“ (Name, Art, Partnertyp) noch zu „Angebote“ (Titel, Partner, Netzwerk)."
    )


def _rows(text: str, delimiter: str) -> list[tuple[object, ...]]:
    try:
        return [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as broken:
        raise SpreadsheetUnreadable(f"Die CSV-Datei ist beschädigt ({broken}). Bitte neu speichern.") from broken


def _decoded(content: bytes) -> str:
    is_utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if is_utf_16 else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SpreadsheetUnreadable("Die Zeichen der CSV-Datei sind nicht lesbar. Bitte als „CSV UTF-8“ speichern.")
