"""A person's offers as one calendar: the dates are the catalogue's to tell, so it is asked for each offer's file."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus

import httpx

from services.notifications.storage.feeds.offers import TellableOffer
from shared.hosting.running import Running
from shared.messaging.sources import announced
from shared.web.icalendar import calendar
from shared.web.problems import Refusal

TITLE = "Angebote für Sie"
AT_ONCE = 5
BEGIN, END = "BEGIN:VEVENT\r\n", "END:VEVENT\r\n"


class CatalogueAway(Refusal):
    """The catalogue does not answer now: the reader keeps what it has and asks again."""


async def calendar_of(offers: Sequence[TellableOffer], running: Running) -> str:
    """Return the file; raises CatalogueAway."""
    async with running.edge.reading() as connection:
        known = (await announced(connection)).by_name
    gate = asyncio.Semaphore(AT_ONCE)

    async def events_of(told: TellableOffer) -> str:
        source = known.get(told.source)
        if source is None:
            raise CatalogueAway
        async with gate:
            return _events(
                await _file(running, f"{source.feed_url.removesuffix('/events')}/offers/{told.offer.id}.ics")
            )

    parts = await asyncio.gather(*(events_of(told) for told in offers))
    empty = calendar([], name=TITLE, method="PUBLISH")
    return empty.replace("END:VCALENDAR\r\n", f"{''.join(parts)}END:VCALENDAR\r\n")


async def _file(running: Running, url: str) -> str:
    try:
        answer = await running.http.get(url)
    except httpx.HTTPError as away:
        raise CatalogueAway from away
    if answer.status_code == HTTPStatus.NOT_FOUND:
        return ""
    if not answer.is_success:
        raise CatalogueAway
    return answer.text


def _events(file: str) -> str:
    """Return the events of a calendar file; the rest of it is the same in all of them."""
    _, begin, rest = file.partition(BEGIN)
    events, end, _ = rest.rpartition(END)
    return f"{begin}{events}{end}" if end else ""
