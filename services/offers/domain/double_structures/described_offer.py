"""Reads an offer of the catalogue as it is compared with others."""

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from services.offers.domain.double_structures.described import Described
from services.offers.domain.double_structures.times import When, read_when
from services.offers.domain.offer_content import OfferContent

BERLIN = ZoneInfo("Europe/Berlin")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"BYDAY=([A-Z0-9,+\-]+)")


def described(content: OfferContent) -> Described:
    """Return what the comparison knows of an offer."""
    place = content.place
    return Described(
        title=content.title,
        description=content.description,
        organisation=str(content.organisation),
        network=content.network,
        ages=content.ages,
        themes=frozenset(content.themes),
        languages=frozenset(content.languages),
        target_groups=frozenset(content.target_groups),
        place=place.name if place is not None else None,
        address=place.address if place is not None else None,
        latitude=place.latitude if place is not None else None,
        longitude=place.longitude if place is not None else None,
        anchor_site=place.anchor_site if place is not None else None,
        schedule=content.schedule_text or "",
        when=_when(content),
    )


def _when(content: OfferContent) -> When | None:
    """Return days and hour by the rules, else by the single dates; None leaves them to the text."""
    told = [*_by_rules(content), *_by_dates(content)] if not content.schedule_text else []
    if not told:
        return read_when(content.schedule_text) if content.schedule_text else None
    return When(frozenset(day for day, _ in told), told[0][1])


def _by_rules(content: OfferContent) -> Iterator[tuple[int, int]]:
    for recurrence in content.schedule.recurrences:
        begins = recurrence.starts_at.hour * 60 + recurrence.starts_at.minute
        found = _BY_DAY.search(str(recurrence.rule or ""))
        named = [day[-2:] for day in found[1].split(",")] if found is not None else []
        days = [DAYS.index(day) for day in named if day in DAYS] or [recurrence.first_day.weekday()]
        yield from ((day, begins) for day in days)


def _by_dates(content: OfferContent) -> Iterator[tuple[int, int]]:
    for date in content.dates:
        local = date.starts_at.astimezone(BERLIN)
        yield local.weekday(), local.hour * 60 + local.minute
