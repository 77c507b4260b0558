"""Writes small workbooks and CSV files for tests, row by row."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

PARTNER_HEADINGS = ("Name", "Art", "Partnertyp", "Netzwerke")
OFFER_HEADINGS = ("Titel", "Partner", "Netzwerk", "Alter ab", "Alter bis unter", "Sprachen", "Kosten")
SONNENBLUME = ("Kita Sonnenblume", "Einrichtung", "Kita und Familienzentrum", "Hörde")
KRABBELGRUPPE = ("Krabbelgruppe", "Kita Sonnenblume", "Hörde", "6 Monate", "2 Jahre", "Deutsch; Türkisch", "kostenlos")

Rows = Sequence[Sequence[object]]


def write_workbook(path: Path, *, partners: Rows = (), offers: Rows = ()) -> Path:
    """Write a workbook with the sheets that have rows; the first row of each is given by the headings above."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, headings, rows in (("Partner", PARTNER_HEADINGS, partners), ("Angebote", OFFER_HEADINGS, offers)):
        sheet = workbook.create_sheet(name)
        sheet.append(list(headings))
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return path


def write_sheet(path: Path, name: str, rows: Rows) -> Path:
    """Write a workbook of one sheet exactly as given."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    workbook.save(path)
    return path


def write_csv(path: Path, rows: Rows, *, encoding: str = "utf-8-sig", delimiter: str = ";") -> Path:
    """Write a CSV file as an office program does."""
    lines = (delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path
