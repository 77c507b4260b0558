"""How the portal says what an offer needs said: price, hours, days, distances. `say` in templates; called while a page is drawn."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from babel.dates import format_date as babel_date
from babel.dates import format_skeleton

from services.portal.domain.accessibility import ACCESSIBILITY
from services.portal.domain.filters import DAYTIMES, FLAGS, WEEKDAYS
from services.portal.neighbours.offer import Offer, ToldText
from shared.contracts.offers.terms import Cost, CostKind
from shared.contracts.registry.directory import OpeningHours
from shared.contracts.vocabulary import Occurrence
from shared.web.pages.formats import ZONE, format_money, format_number, format_time
from shared.web.pages.view import drawn

MONDAY: Final = date(2024, 1, 1)
METRES_A_KILOMETRE: Final = 1_000


def text_of(offer: Offer) -> ToldText:
    """Title and description in the reader's language, or in the original's."""
    return offer.told_in(drawn.get().language.tag)


def is_foreign(tag: str) -> bool:
    """Whether a text of this language is read out otherwise than the page; Leichte Sprache is German."""
    return tag.split("-", maxsplit=1)[0] != drawn.get().language.tag.split("-")[0]


def cost(offer: Offer) -> str:
    """kostenlos; 5,50 €; 5,00 € bis 10,00 €; what a text says"""
    texts = drawn.get().texts
    told = offer.cost or Cost(kind=CostKind.TEXT)
    if told.kind is CostKind.FREE or (told.kind is CostKind.AMOUNT and not told.from_cents):
        return texts.gettext("kostenlos")
    if told.kind is CostKind.AMOUNT:
        return format_money(told.from_cents or 0)
    if told.kind is CostKind.RANGE:
        low, high = format_money(told.from_cents or 0), format_money(told.to_cents or 0)
        return texts.gettext("{low} bis {high}").format(low=low, high=high)
    return told.explanation or texts.gettext("Kosten bitte erfragen")


def is_free(offer: Offer) -> bool:
    """Whether it costs nothing."""
    return offer.cost is not None and offer.cost.kind is CostKind.FREE


def next_date(when: Occurrence, now: datetime) -> str:
    """heute, 10:00 bis 11:30 Uhr; Di., 1. Dez., 10:00 bis 11:30 Uhr"""
    first, last = when.starts_at.astimezone(ZONE), when.ends_at.astimezone(ZONE)
    texts = drawn.get().texts
    away = (first.date() - now.astimezone(ZONE).date()).days
    near = {0: texts.gettext("heute"), 1: texts.gettext("morgen")}
    day = near.get(away) or format_skeleton("MMMEd", first, locale=drawn.get().language.locale)
    return texts.gettext("{day}, {start} bis {end} Uhr").format(
        day=day, start=format_time(first), end=format_time(last)
    )


def weekday_name(key: str) -> str:
    """Dienstag"""
    return _weekday(WEEKDAYS.index(key) + 1)


def daytime(key: str) -> str:
    """Am Vormittag"""
    return drawn.get().texts.gettext(DAYTIMES[key])


def flag(key: str) -> str:
    """Noch Plätze frei"""
    return drawn.get().texts.gettext(FLAGS[key])


def accessible(key: str) -> str:
    """Ohne Stufen"""
    return drawn.get().texts.gettext(ACCESSIBILITY[key]) if key in ACCESSIBILITY else key


def all_accessible(keys: Sequence[str]) -> list[str]:
    """Ohne Stufen, mit Aufzug"""
    return [accessible(key) for key in keys]


def hours(opening: Sequence[OpeningHours]) -> list[tuple[str, str]]:
    """Dienstag: 9:30 bis 11:00 Uhr, 14:00 bis 16:00 Uhr"""
    texts = drawn.get().texts
    days = sorted({each.weekday for each in opening})
    told = texts.gettext("{start} bis {end} Uhr")
    return [
        (
            _weekday(day),
            ", ".join(
                told.format(start=_clock(each.opens), end=_clock(each.closes))
                for each in sorted(opening, key=lambda one: one.opens)
                if each.weekday == day
            ),
        )
        for day in days
    ]


def numbered_days(numbers: Sequence[int]) -> list[str]:
    """Dienstag, Samstag"""
    return [_weekday(number) for number in numbers]


def distance(metres: int) -> str:
    """300 m; 1,2 km"""
    if metres < METRES_A_KILOMETRE:
        return drawn.get().texts.gettext("{number} m entfernt").format(number=format_number(round(metres, -1)))
    told = drawn.get().texts.gettext("{number} km entfernt")
    return told.format(number=format_number(round(metres / METRES_A_KILOMETRE, 1)))


def radius(metres: int) -> str:
    """Bis 500 m; bis 2 km"""
    if metres < METRES_A_KILOMETRE:
        return drawn.get().texts.gettext("bis {number} m").format(number=format_number(metres))
    return drawn.get().texts.gettext("bis {number} km").format(number=format_number(metres / METRES_A_KILOMETRE))


def _weekday(number: int) -> str:
    return babel_date(MONDAY.replace(day=number), "EEEE", locale=drawn.get().language.locale)


def _clock(at: time) -> str:
    return format_time(datetime.combine(MONDAY, at, tzinfo=ZONE))
