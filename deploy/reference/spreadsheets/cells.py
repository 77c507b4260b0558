"""Turns what stands in one cell into a value, or says in German why it cannot."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.contracts.vocabulary import Occurrence
from shared.spreadsheets.faults import CellUnusable, UnusableCell

BERLIN = ZoneInfo("Europe/Berlin")
LOWEST_MONTHS, HIGHEST_MONTHS = -9, 300
HIGHEST_EUROS = 100_000
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
AGE = re.compile(r"(?:ab\s+)?(-?\d+(?:[.,]\d+)?)\s*(monate?n?|mon\.?|m|jahre?n?|j)?\.?", re.IGNORECASE)
EUROS = re.compile(r"(?:€|eur)?\s*(\d{1,3}(?:\.\d{3})+|\d+)(?:[.,](\d{1,2}))?\s*(?:€|eur|euro)?", re.IGNORECASE)
OCCURRENCE = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4})[,\s]+(\d{1,2})[:.](\d{2})\s*(?:uhr)?\s*(?:-|–|bis)\s*(\d{1,2})[:.](\d{2})\s*(?:uhr)?",
    re.IGNORECASE,
)
FREE = {"kostenlos", "kostenfrei", "frei", "gratis", "umsonst", "keine", "gebührenfrei"}
YES, NO = {"ja", "j", "x", "wahr", "true", "1"}, {"nein", "n", "falsch", "false", "0", "-"}


def words(cell: object, *, longest: int, lines: bool = False) -> str:
    """Return the text of a cell; a whole number loses its decimals."""
    if isinstance(cell, UnusableCell):
        raise CellUnusable(cell.reason)
    if isinstance(cell, bool):
        text = "ja" if cell else "nein"
    elif isinstance(cell, float) and cell.is_integer():
        text = str(int(cell))
    elif isinstance(cell, datetime):
        text = cell.strftime("%d.%m.%Y %H:%M").removesuffix(" 00:00")
    else:
        text = str(cell).replace("\r\n", "\n").strip()
    if CONTROL_CHARACTERS.search(text):
        raise CellUnusable("Der Text enthält unsichtbare Steuerzeichen. Bitte neu eintippen.")
    if len(text) > longest:
        raise CellUnusable(f"Der Text ist {len(text)} Zeichen lang, erlaubt sind {longest}.")
    return text if lines else " ".join(text.split())


def parts(cell: object) -> tuple[str, ...]:
    """Return the entries of a list, each once; commas separate only where neither semicolons nor line breaks do."""
    text = words(cell, longest=2_000, lines=True)
    separator = r"[;\n]" if re.search(r"[;\n]", text) else ","
    return tuple(dict.fromkeys(part.strip() for part in re.split(separator, text) if part.strip()))


def months(cell: object, *, last: bool = False) -> int:
    """Return an age in months; with `last` the whole month or year of life named belongs to it, so the bound is one further."""
    if isinstance(cell, (datetime, date, time)):
        raise CellUnusable(
            "Die Zelle enthält ein Datum, erwartet wird ein Alter. Bitte die Zelle als Text formatieren."
        )
    text = words(cell, longest=60)
    if text.casefold() in {"schwangerschaft", "ab schwangerschaft", "ab der schwangerschaft"}:
        return LOWEST_MONTHS
    if text.casefold() in {"geburt", "ab geburt"}:
        return 0
    found = AGE.fullmatch(text)
    if not found:
        raise CellUnusable(
            f"„{text}“ ist kein Alter. Möglich sind zum Beispiel „18“, „18 Monate“, „3 Jahre“ oder „Schwangerschaft“."
        )
    number, in_years = Decimal(found[1].replace(",", ".")), (found[2] or "").casefold().startswith("j")
    total = number * 12 if in_years else number
    if last:
        total += 12 if in_years else 1
    if total != int(total):
        raise CellUnusable(f"„{text}“ ergibt keine ganzen Monate.")
    if not LOWEST_MONTHS <= total <= HIGHEST_MONTHS:
        raise CellUnusable(f"„{text}“ liegt außerhalb von {LOWEST_MONTHS} bis {HIGHEST_MONTHS} Monaten.")
    return int(total)


def cents(cell: object) -> int:
    """Return an amount of euros in integer cents."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        amount = Decimal(str(cell)) * 100
    else:
        text = words(cell, longest=60)
        if text.casefold() in FREE:
            return 0
        found = EUROS.fullmatch(text)
        if not found:
            raise CellUnusable(f"„{text}“ ist kein Betrag. Möglich sind zum Beispiel „kostenlos“, „2,50“ oder „5 €“.")
        amount = Decimal(found[1].replace(".", "")) * 100 + Decimal((found[2] or "0").ljust(2, "0"))
    if not 0 <= amount <= HIGHEST_EUROS * 100 or amount != int(amount):
        raise CellUnusable(
            "Der Betrag muss zwischen 0 und 100.000 Euro liegen und höchstens zwei Nachkommastellen haben."
        )
    return int(amount)


def day(cell: object) -> date:
    """Return a day."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = words(cell, longest=60)
    try:
        return datetime.strptime(text, "%d.%m.%Y").replace(tzinfo=BERLIN).date()
    except ValueError:
        raise CellUnusable(f"„{text}“ ist kein Tag. Möglich ist zum Beispiel „01.02.2026“.") from None


def yes_or_no(cell: object) -> bool:
    """Return a decision."""
    text = words(cell, longest=20).casefold()
    if text in YES or text in NO:
        return text in YES
    raise CellUnusable(f"„{text}“ ist weder „ja“ noch „nein“.")


def identity(cell: object) -> UUID:
    """Return an id."""
    text = words(cell, longest=60)
    try:
        return UUID(text)
    except ValueError:
        raise CellUnusable(f"„{text}“ ist keine Kennung. Bitte leer lassen, wenn der Eintrag neu ist.") from None


def web_address(cell: object) -> str:
    """Return the address of a site."""
    text = words(cell, longest=200)
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", text):
        raise CellUnusable(f"„{text}“ ist keine Internetadresse. Sie beginnt mit https://.")
    return text


def occurrences(cell: object) -> tuple[Occurrence, ...]:
    """Return the dates of an offer, in time; a date in the hour that is skipped in spring is refused."""
    text = words(cell, longest=10_000, lines=True)
    return tuple(sorted((_occurrence(part.strip()) for part in re.split(r"[;\n]", text) if part.strip()), key=_start))


def _start(occurrence: Occurrence) -> datetime:
    return occurrence.starts_at


def _occurrence(text: str) -> Occurrence:
    found = OCCURRENCE.fullmatch(text)
    if not found:
        raise CellUnusable(f"„{text}“ ist kein Termin. Erwartet wird zum Beispiel „12.03.2027 15:00-16:30“.")
    day, month, year, *clock = map(int, found.groups())
    try:
        starts_at, ends_at = (
            datetime(year, month, day, hour, minute, tzinfo=BERLIN) for hour, minute in (clock[:2], clock[2:])
        )
    except ValueError:
        raise CellUnusable(f"„{text}“: Diesen Tag oder diese Uhrzeit gibt es nicht.") from None
    if _does_not_exist(starts_at) or _does_not_exist(ends_at):
        raise CellUnusable(f"„{text}“: Diese Stunde fällt bei der Zeitumstellung aus.")
    if ends_at <= starts_at:
        raise CellUnusable(f"„{text}“: Das Ende liegt nicht nach dem Beginn.")
    return Occurrence(starts_at=starts_at, ends_at=ends_at)


def _does_not_exist(moment: datetime) -> bool:
    return moment.astimezone(UTC).astimezone(BERLIN).replace(tzinfo=None) != moment.replace(tzinfo=None)
