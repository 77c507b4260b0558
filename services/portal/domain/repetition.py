"""How often something comes again, as a form lets choose it and as RFC 5545 writes it; what no choice says stays untouched."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAY_NAMES: Final = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
ONCE: Final = "once"
OTHER: Final = "other"
CHOICES: Final = ("weekly", "fortnightly", "month-1", "month-2", "month-3", "month-4", "month--1", ONCE)
"""What can be chosen; the weekday follows."""
_ORDINALS: Final = {1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten", -1: "letzten"}
_DAY: Final = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True)
class Repetition:
    """A choice, its weekdays (0 is Monday) and its last day."""

    choice: str
    weekdays: tuple[int, ...] = ()
    until: date | None = None


def rule_of(repetition: Repetition, *, first_day: date) -> str | None:
    """Return the rule; without weekdays that of the first day is meant."""
    if repetition.choice == ONCE:
        return None
    days = repetition.weekdays or (first_day.weekday(),)
    end = f";UNTIL={repetition.until:%Y%m%d}" if repetition.until else ""
    if repetition.choice.startswith("month-"):
        ordinal = repetition.choice.removeprefix("month-")
        return f"FREQ=MONTHLY;BYDAY={','.join(ordinal + WEEKDAYS[day] for day in days)}{end}"
    interval = ";INTERVAL=2" if repetition.choice == "fortnightly" else ""
    return f"FREQ=WEEKLY{interval};BYDAY={','.join(WEEKDAYS[day] for day in days)}{end}"


def repetition_of(rule: str | None) -> Repetition:
    """Return the choice that says a rule; OTHER where none does."""
    if rule is None:
        return Repetition(ONCE)
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    until = _until(parts.pop("UNTIL", None))
    parts.pop("WKST", None)
    days = [_DAY.fullmatch(one) for one in parts.pop("BYDAY", "").split(",") if one]
    if until is OTHER or None in days:
        return Repetition(OTHER)
    found = [(day[1], WEEKDAYS.index(day[2])) for day in days if day is not None]
    choice = _choice(parts, [ordinal for ordinal, _ in found])
    end = until if isinstance(until, date) else None
    return Repetition(choice, tuple(day for _, day in found), end)


def in_words(rule: str | None, *, first_day: date) -> str:
    """Jeden Dienstag; jeden Monat am ersten Montag; am 4.12.2026"""
    repetition = repetition_of(rule)
    names = [WEEKDAY_NAMES[day] for day in repetition.weekdays or (first_day.weekday(),)]
    days = " und ".join(names)
    if repetition.choice == ONCE:
        return f"am {first_day:%d.%m.%Y}"
    if repetition.choice == OTHER:
        return f"nach der Regel {rule}"
    until = f" bis {repetition.until:%d.%m.%Y}" if repetition.until else ""
    if repetition.choice.startswith("month-"):
        return f"jeden Monat am {_ORDINALS[int(repetition.choice.removeprefix('month-'))]} {days}{until}"
    return f"{'alle zwei Wochen am' if repetition.choice == 'fortnightly' else 'jeden'} {days}{until}"


def _choice(parts: dict[str, str], ordinals: Sequence[str | None]) -> str:
    frequency, interval = parts.pop("FREQ", ""), parts.pop("INTERVAL", "1")
    if parts:
        return OTHER
    if frequency == "WEEKLY" and not any(ordinals):
        return {"1": "weekly", "2": "fortnightly"}.get(interval, OTHER)
    if frequency == "MONTHLY" and interval == "1" and len(set(ordinals)) == 1:
        choice = f"month-{int(ordinals[0] or 0)}"
        return choice if choice in CHOICES else OTHER
    return OTHER


def _until(value: str | None) -> date | str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:8])
    except ValueError:
        return OTHER
