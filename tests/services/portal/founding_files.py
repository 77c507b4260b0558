"""The workbook with which a quarter joins: itself, partners of two kinds, and offers of all of them."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

QUARTER = ("Kennung", "Name", "Kurzname", "Aktionsräume", "Stadtbezirk", "Sprachen", "Beginn")
PARTNER = ("Name", "Art", "Partnertyp", "Träger", "Rolle")
OFFER = ("Titel", "Partner", "Netzwerk", "Alter ab", "Alter bis unter", "Sprachen", "Kosten", "Veröffentlichen")
NEUSTADT = ("neustadt", "Netzwerk INFamilie Neustadt", "Neustadt", "Hörde; Neustadt", "Nord", "Deutsch", "01.02.2026")
TRAEGER = ("Trägerverein Neustadt", "Verein", "Freie Jugendhilfe", None, "Träger")

Row = Sequence[object]


def quarter_file(
    path: Path, *, partners: int, offers: int, quarter: Row = NEUSTADT, more_offers: Sequence[Row] = ()
) -> Path:
    """Write the workbook; the parent organisation stands last, below those that name it."""
    name = str(quarter[2])
    parent = (f"Trägerverein {name}", *TRAEGER[1:])
    kitas = [
        (f"Kita {name} {number}", "Einrichtung", "Kita und Familienzentrum", parent[0])
        for number in range(partners - 1)
    ]
    courses = [
        (f"Treff {number:04}", kitas[number % len(kitas)][0], name, "6 Monate", "2 Jahre", "Deutsch", "frei", "ja")
        for number in range(offers)
    ]
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheets: dict[str, Sequence[Row]] = {
        "Quartier": (QUARTER, quarter),
        "Partner": (PARTNER, *kitas, parent),
        "Angebote": (OFFER, *courses, *more_offers),
    }
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return path
