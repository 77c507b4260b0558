"""How the portal says things in the reader's language: ages, costs, languages, themes, how old a page is. `words` in templates.

All of it is called while a page is drawn (shared/web/pages/view.py).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from babel import Locale
from babel.dates import format_date as babel_date
from babel.dates import format_skeleton, format_timedelta

from services.portal.domain.ages import MONTHS_A_YEAR, Ages
from services.portal.domain.themes import THEMES
from shared.contracts.vocabulary import Occurrence
from shared.web.languages import BY_TAG
from shared.web.pages.formats import ZONE, format_date, format_money, format_time
from shared.web.pages.view import drawn
from shared.web.problems import mark

# The reference data's names of the life phases; a phase named otherwise stays German.
PHASES: Final = (
    mark("Schwangerschaft und Geburt"),
    mark("0 bis 2 Jahre"),
    mark("2 bis 4 Jahre"),
    mark("4 bis 6 Jahre"),
    mark("ab 6 Jahren (Grundschule)"),
)
OLDEST_IN_MONTHS: Final = 2 * MONTHS_A_YEAR
GERMAN: Final = Locale("de")
# CLDR knows Kurmanji only as Kurdish.
MACRO_LANGUAGES: Final = {"kmr": "ku"}


def ages(interval: Ages) -> str:
    """6 bis unter 18 Monate; 2 bis unter 4 Jahre; ab 6 Jahren."""
    low, high = interval.min_months, interval.max_months
    texts = drawn.get().texts
    if high is not None and high <= 0:
        return texts.gettext("in der Schwangerschaft")
    if high is None:
        return _from(low)
    number, in_years = _whole(high)
    if low is None:
        return _under(number, in_years=in_years)
    if low < 0:
        return _pregnancy_to(number, in_years=in_years)
    return _between(low, number, in_years=in_years)


def _whole(months: int) -> tuple[int, bool]:
    """Return the number to say and whether it counts years; small children are counted in months."""
    in_years = months >= OLDEST_IN_MONTHS and months % MONTHS_A_YEAR == 0
    return (months // MONTHS_A_YEAR if in_years else months), in_years


def _from(low: int | None) -> str:
    texts = drawn.get().texts
    if low is None:
        return texts.gettext("für jedes Alter")
    if low < 0:
        return texts.gettext("ab der Schwangerschaft")
    if low == 0:
        return texts.gettext("ab der Geburt")
    number, in_years = _whole(low)
    if in_years:
        return texts.ngettext("ab {number} Jahr", "ab {number} Jahren", number).format(number=number)
    return texts.ngettext("ab {number} Monat", "ab {number} Monaten", number).format(number=number)


def _under(number: int, *, in_years: bool) -> str:
    texts = drawn.get().texts
    if in_years:
        return texts.ngettext("unter {number} Jahr", "unter {number} Jahren", number).format(number=number)
    return texts.ngettext("unter {number} Monat", "unter {number} Monaten", number).format(number=number)


def _pregnancy_to(number: int, *, in_years: bool) -> str:
    texts = drawn.get().texts
    if in_years:
        text = texts.ngettext(
            "Schwangerschaft bis unter {number} Jahr", "Schwangerschaft bis unter {number} Jahre", number
        )
    else:
        text = texts.ngettext(
            "Schwangerschaft bis unter {number} Monat", "Schwangerschaft bis unter {number} Monate", number
        )
    return text.format(number=number)


def _between(low: int, number: int, *, in_years: bool) -> str:
    texts = drawn.get().texts
    if not in_years:
        text = texts.ngettext("{low} bis unter {number} Monat", "{low} bis unter {number} Monate", number)
    elif low % MONTHS_A_YEAR == 0:
        low //= MONTHS_A_YEAR
        text = texts.ngettext("{low} bis unter {number} Jahr", "{low} bis unter {number} Jahre", number)
    else:
        text = texts.ngettext("{low} Monate bis unter {number} Jahr", "{low} Monate bis unter {number} Jahre", number)
    return text.format(low=low, number=number)


def childs_age(months: int) -> str:
    """1 Jahr und 2 Monate"""
    texts = drawn.get().texts
    years, rest = divmod(months, MONTHS_A_YEAR)
    in_years = texts.ngettext("{number} Jahr", "{number} Jahre", years).format(number=years)
    in_months = texts.ngettext("{number} Monat", "{number} Monate", rest).format(number=rest)
    if years and rest:
        return texts.gettext("{years} und {months}").format(years=in_years, months=in_months)
    return in_years if years else in_months


def cost(cents: int | None) -> str:
    """kostenlos; 5,50 €"""
    texts = drawn.get().texts
    if cents is None:
        return texts.gettext("Kosten bitte erfragen")
    return format_money(cents) if cents else texts.gettext("kostenlos")


def language_name(tag: str) -> str:
    """Türkisch"""
    if tag == "de-x-leicht":
        return BY_TAG[tag].own_name
    reader = Locale.parse(drawn.get().language.locale)
    parts = MACRO_LANGUAGES.get(tag.lower(), tag.lower()).split("-")
    return reader.languages.get("_".join(parts)) or reader.languages.get(parts[0]) or tag


def german_language_name(tag: str) -> str:
    """Türkisch, whoever reads it"""
    if tag == "de-x-leicht":
        return BY_TAG[tag].own_name
    name = MACRO_LANGUAGES.get(tag.lower(), tag.lower()).partition("-")[0]
    return GERMAN.languages.get(name) or tag


def theme(key: str) -> str:
    """Gesundheit"""
    return drawn.get().texts.gettext(THEMES[key]) if key in THEMES else key.replace("_", " ").capitalize()


def phase(label: str) -> str:
    """0 bis 2 Jahre"""
    return drawn.get().texts.gettext(label)


def ago(moment: datetime, now: datetime) -> str:
    """5 minutes ago: vor 5 Minuten"""
    return format_timedelta(moment - now, add_direction=True, locale=drawn.get().language.locale)


def occurrence(date: Occurrence) -> str:
    """Dienstag, 1. Dezember 2026, 10:00 bis 11:30"""
    first, last = date.starts_at.astimezone(ZONE), date.ends_at.astimezone(ZONE)
    day = format_date(first, "full")
    end = format_time(last) if first.date() == last.date() else f"{format_date(last)}, {format_time(last)}"
    told = drawn.get().texts.gettext("{day}, {start} bis {end} Uhr")
    return told.format(day=day, start=format_time(first), end=end)


def month(text: str) -> str:
    """März 2026, from 2026-03"""
    return format_skeleton("yMMMM", date.fromisoformat(f"{text}-01"), locale=drawn.get().language.locale)


def months(texts: Sequence[str]) -> list[str]:
    """März 2026, November 2024"""
    return [month(text) for text in texts]


def month_name(number: int) -> str:
    """März, from 3"""
    return babel_date(date(2000, number, 1), "LLLL", locale=drawn.get().language.locale)


def languages(tags: Sequence[str]) -> list[str]:
    """Deutsch, Türkisch"""
    return [language_name(tag) for tag in tags]


def themes(keys: Sequence[str]) -> list[str]:
    """Gesundheit, Beratung"""
    return [theme(key) for key in keys]


def quarter_names(networks: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Hörde, Eving"""
    return [names.get(network, network) for network in networks]
