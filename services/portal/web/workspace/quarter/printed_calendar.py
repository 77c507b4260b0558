"""The calendar of a quarter as a paper to print (A4, PDF/UA-1): put up in the stairwell, taken along from the Kita."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from gettext import NullTranslations
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.neighbours.offer import Offer
from services.portal.neighbours.signed_calls import SignedCalls
from services.portal.web import wording
from services.portal.web.addresses import Network
from services.portal.web.quarter import quarter_of
from services.portal.web.workspace.age_span import age_span
from services.portal.web.workspace.desk import Desk, KeepersDesk
from shared.calendar_day import local_day, months_later
from shared.documents.typesetting import Document, Typesetter
from shared.web.languages import BY_TAG
from shared.web.pages.formats import ZONE
from shared.web.pages.view import drawn, translated

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}", include_in_schema=False)

PAPER = Path(__file__).parents[2] / "papers" / "calendar.typ"
MOST_OFFERS = 200
MOST_DATES = 100
AT_ONCE = 8
MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")  # fmt: skip
DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
TYPESETTER = Typesetter()

Date = tuple[datetime, datetime, Offer]


@router.get("/kalender")
async def choose(network: Network, desk: KeepersDesk) -> Response:
    """Show which months can be printed."""
    today = local_day(desk.equipment.running.clock())
    first = today.replace(day=1)
    spans = [(months_later(first, ahead), months) for ahead in (0, 1) for months in (1, 3)]
    async with desk.edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    papers = [(f"{begin:%Y-%m}", months, _name(begin, months)) for begin, months in spans]
    return await desk.page("workspace/quarter/calendar.html", quarter=quarter, papers=papers)


@router.get("/kalender.pdf")
async def calendar(
    network: Network,
    desk: KeepersDesk,
    begin: Annotated[str, Query(alias="ab", pattern=r"^20\d{2}-(0[1-9]|1[0-2])$")],
    months: Annotated[int, Query(alias="monate", ge=1, le=3)] = 1,
) -> Response:
    """Return the paper."""
    first = date.fromisoformat(f"{begin}-01")
    last = months_later(first, months)
    async with desk.edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    offers = (await (await desk.workshop()).offers(network=network, statuses=["published"]))[:MOST_OFFERS]
    dates = await _dates(await desk.catalogue(), offers, first, last)
    # The paper is put up where everybody reads it: it is German, whoever prints it.
    drawn.set(replace(drawn.get(), language=BY_TAG["de"], texts=NullTranslations()))
    pdf = await TYPESETTER.pdf(Document(template=PAPER, data=_told(desk, quarter.name, offers, dates, (first, months))))
    headers = {"Content-Disposition": f'inline; filename="kalender-{network}-{begin}.pdf"', "Cache-Control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=headers)


def _name(begin: date, months: int) -> str:
    """Return the months in the reader's language."""
    first, last = (wording.month(f"{day:%Y-%m}") for day in (begin, months_later(begin, months - 1)))
    return first if months == 1 else translated("{first} bis {last}", first=first, last=last)


async def _dates(catalogue: SignedCalls, offers: Sequence[Offer], first: date, last: date) -> list[Date]:
    """Ask for the dates of each offer, some at once."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def of(offer: Offer) -> list[Date]:
        if not (offer.dates or offer.schedule.recurrences or offer.schedule.courses):
            return []
        async with turn:
            told = await catalogue.read(
                f"/offers/{offer.id}/dates", since=_midnight(first), until=_midnight(last), limit=MOST_DATES
            )
        return [
            (datetime.fromisoformat(each["starts_at"]), datetime.fromisoformat(each["ends_at"]), offer)
            for each in told["dates"]
        ]

    found = await asyncio.gather(*(of(offer) for offer in offers))
    return sorted((date for dates in found for date in dates), key=lambda each: (each[0], each[2].title))


def _midnight(day: date) -> str:
    return datetime.combine(day, datetime.min.time(), tzinfo=ZONE).isoformat()


def _told(
    desk: Desk, quarter: str, offers: Sequence[Offer], dates: Sequence[Date], span: tuple[date, int]
) -> dict[str, Any]:
    """Return what the paper says."""
    with_dates: set[UUID] = {offer.id for _, _, offer in dates}
    settings = desk.equipment.settings
    today = local_day(desk.equipment.running.clock())
    return {
        "title": f"Für Familien in {quarter}",
        "subtitle": _span(*span),
        "foot": f"Stand {today:%d.%m.%Y} · {settings.city.name} · {settings.public_url}",
        "note": "Termine können sich ändern. Den neuesten Stand, mehr Angebote und andere Sprachen gibt es im Portal.",
        "months": [
            {"name": name, "rows": [_row(each) for each in each_month]}
            for name, each_month in groupby(dates, key=lambda each: _month(each[0].astimezone(ZONE).date()))
        ],
        "always": [_always(offer) for offer in offers if offer.id not in with_dates],
    }


def _row(each: Date) -> list[str]:
    start, end, offer = each[0].astimezone(ZONE), each[1].astimezone(ZONE), each[2]
    day = f"{DAYS[start.weekday()]} {start:%d.%m.}"
    return [day, f"{start:%H:%M}–{end:%H:%M}", offer.title, age_span(offer.interval), _place(offer)]


def _always(offer: Offer) -> list[str]:
    return [offer.title, offer.schedule_text or "bitte erfragen", age_span(offer.interval), _place(offer)]


def _place(offer: Offer) -> str:
    return offer.place.name if offer.place else ""


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _span(begin: date, months: int) -> str:
    last = months_later(begin, months - 1)
    return _month(begin) if months == 1 else f"{_month(begin)} bis {_month(last)}"
