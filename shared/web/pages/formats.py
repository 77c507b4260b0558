"""Dates, times, money and lists as the reader's language writes them; times are shown in Dortmund's time zone."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel import dates, lists, numbers
from markupsafe import Markup

from shared.web.pages.view import drawn

ZONE: Final = ZoneInfo("Europe/Berlin")


def format_date(day: date, style: str = "long") -> str:
    """22. November 2026; an aware datetime is turned into the local day first."""
    local = day.astimezone(ZONE).date() if isinstance(day, datetime) else day
    return dates.format_date(local, style, locale=_locale())


def format_time(moment: datetime) -> str:
    """14:30"""
    return dates.format_time(moment.astimezone(ZONE), "short", locale=_locale())


def format_moment(moment: datetime) -> str:
    """22. November 2026, 14:30"""
    return f"{format_date(moment)}, {format_time(moment)}"


def format_number(number: float) -> str:
    """12.345"""
    return _written(number, _locale())


@lru_cache(maxsize=2048)
def _written(number: float, locale: str) -> str:
    """Tables are full of the same small numbers, and each takes Babel 65 microseconds."""
    return numbers.format_decimal(number, locale=locale)


def format_money(cents: int) -> str:
    """5,50 €"""
    return numbers.format_currency(cents / 100, "EUR", locale=_locale())


def format_list(entries: Sequence[str]) -> str:
    """Deutsch, Türkisch und Arabisch"""
    return lists.format_list(entries, style="standard", locale=_locale())


def isolated(text: str) -> Markup:
    """Text that reads left to right on any page: phone numbers, addresses, ranges such as 60+."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def phone_link(number: str) -> str:
    """02315000, from 0231 50-00: what a telephone link takes (RFC 3966)."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def in_language(text: str, tag: str) -> Markup:
    """Text of another language than the page (an offer's German title on a Turkish page), so that it is read out right."""
    return Markup('<span lang="{}" dir="auto">{}</span>').format(tag, text)


def _locale() -> str:
    return drawn.get().language.locale


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    function.__name__: function
    for function in (
        format_date,
        format_time,
        format_moment,
        format_number,
        format_money,
        format_list,
        isolated,
        phone_link,
        in_language,
    )
}
