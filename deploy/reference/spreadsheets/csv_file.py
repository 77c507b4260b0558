"""Reads the one table of a .csv file."""

from pathlib import Path

from deploy.reference.spreadsheets.raw_table import RawTable, raw_table
from shared.spreadsheets.csv_rows import DELIMITERS, csv_rows, decoded
from shared.spreadsheets.faults import SpreadsheetUnreadable

LARGEST_BYTES = 20 * 1024 * 1024


def table_of_csv(path: Path) -> RawTable:
    """Return the table, recognised by its headings; raises SpreadsheetUnreadable."""
    if path.stat().st_size > LARGEST_BYTES:
        raise SpreadsheetUnreadable("Die Datei ist größer als 20 MB. Bitte auf mehrere Dateien verteilen.")
    text = decoded(path.read_bytes())
    for delimiter in DELIMITERS:
        table = raw_table(iter(csv_rows(text, delimiter)))
        if table:
            return table
    raise SpreadsheetUnreadable(
        "Die Überschriften gehören zu keiner Tabelle: „Quartier“ (Kennung, Name, Kurzname, Aktionsräume, Beginn), „Partner“ (Name, Art, Partnertyp) oder „Angebote“ (Titel, Partner, Netzwerk)."
    )
