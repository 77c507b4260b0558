"""Turns what stands in one cell into a value, or says in German why it can't."""

import math
import re
from datetime import date, datetime

from shared.spreadsheets.faults import CellUnusable, UnusableCell

CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
YEAR_AT_THE_END = re.compile(r"(?:\d{1,2}\.\d{1,2}\.)?(\d{4})")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
LARGEST = 1e9


def words(cell: object, *, longest: int = 200, lines: bool = False) -> str:
    """Return the text of a cell; a whole number loses its decimals, an apostrophe before a formula's sign is taken off."""
    if isinstance(cell, UnusableCell):
        raise CellUnusable(cell.reason)
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    text = re.sub(r"^'(?=[=+\-@])", "", text.replace("\r\n", "\n").strip())
    text = text if lines else " ".join(text.split())
    if CONTROL_CHARACTERS.search(text.replace("\n", "") if lines else text):
        raise CellUnusable("Der Text enthält unsichtbare Steuerzeichen. Bitte neu eintippen.")
    if len(text) > longest:
        raise CellUnusable(f"Der Text ist {len(text)} Zeichen lang, erlaubt sind {longest}.")
    return text


def number(cell: object) -> float:
    """Return a number as German office programs write it: 1.234,5 or 12,5 %; points in groups of three are no decimals."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _within(float(cell))
    text = words(cell, longest=60)
    plain = re.sub(r"[\s %€]", "", text)
    if "," in plain or THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".", 1)
    if not NUMBER.fullmatch(plain):
        raise CellUnusable(f"„{text}“ ist keine Zahl. Möglich sind zum Beispiel „1.234“, „12,5“ oder „12,5 %“.")
    return _within(float(plain))


def _within(value: float) -> float:
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise CellUnusable("Die Zahl ist zu groß.")
    return value


def year(cell: object) -> int:
    """Return a year; a day stands for its year."""
    if isinstance(cell, (date, datetime)):
        found = cell.year
    else:
        text = words(cell, longest=60)
        match = YEAR_AT_THE_END.fullmatch(text)
        found = int(match[1]) if match else 0
    if not EARLIEST_YEAR <= found <= LATEST_YEAR:
        raise CellUnusable(f"„{cell}“ ist kein Jahr. Möglich sind zum Beispiel „2025“ oder „31.12.2025“.")
    return found
