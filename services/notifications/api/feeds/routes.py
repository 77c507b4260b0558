"""A person's own offers as an Atom feed and as a calendar, by a secret link that can be revoked."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from pydantic import BaseModel

from services.notifications.api.equipped import ServiceEquipment
from services.notifications.api.feeds.atom import atom_of
from services.notifications.api.feeds.calendars import calendar_of
from services.notifications.api.schemas import TokenBody
from services.notifications.domain.calendar import berlin_day
from services.notifications.domain.links import TOKEN_LENGTH
from services.notifications.storage.feeds import links
from services.notifications.use_cases.feeds.choose_offers import choose_offers
from services.notifications.use_cases.feeds.give_out_link import give_out_link
from shared.hosting.running import RunningService, ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.web.atom import MEDIA_TYPE as ATOM
from shared.web.icalendar import MEDIA_TYPE as CALENDAR

router = APIRouter(prefix="/feeds", tags=["feeds"], dependencies=[Depends(require(PUBLIC))])

Secret = Annotated[str, Path(min_length=TOKEN_LENGTH, max_length=TOKEN_LENGTH, pattern=r"^[A-Za-z0-9_-]+$")]
# Readers ask again and again; an hour is soon enough, and no cache on the way may keep what is somebody's own.
FOR_AN_HOUR = {"Cache-Control": "private, max-age=3600", "Referrer-Policy": "no-referrer"}
MOST_ENTRIES = 100
MOST_IN_CALENDAR = 40


class FeedLinks(BaseModel):
    """Where a reader finds the feed and a calendar program the dates; shown once."""

    atom: str
    calendar: str


@router.post("", status_code=201)
async def give_out(body: TokenBody, edge: ServiceEdge, equipment: ServiceEquipment) -> FeedLinks:
    """Give out a link to the feed of whoever holds a managing link."""
    person = equipment.keys.links.person_of(body.token.get_secret_value())
    async with edge.transaction() as work:
        secret = await give_out_link(work, person)
    portal = equipment.settings.portal_url.rstrip("/")
    return FeedLinks(atom=f"{portal}/abo/feed/{secret}.atom", calendar=f"{portal}/abo/feed/{secret}.ics")


@router.post("/revocations", status_code=204)
async def revoke(body: TokenBody, edge: ServiceEdge, equipment: ServiceEquipment) -> Response:
    """Revoke all links to a person's feed; a second time is no error."""
    person = equipment.keys.links.person_of(body.token.get_secret_value())
    async with edge.transaction() as work:
        await links.revoke(work.connection, person)
    return Response(status_code=204)


@router.get("/{secret}/offers.atom", response_class=Response)
async def show_atom(secret: Secret, edge: ServiceEdge, equipment: ServiceEquipment) -> Response:
    """Return the offers that the subscriptions want today, the newest first (RFC 4287)."""
    async with edge.reading() as connection:
        found = await choose_offers(connection, secret=secret, on=berlin_day(edge.clock()), most=MOST_ENTRIES)
    document = atom_of(found, secret=secret, settings=equipment.settings, now=edge.clock())
    return Response(document, media_type=ATOM, headers=FOR_AN_HOUR)


@router.get("/{secret}/offers.ics", response_class=Response)
async def show_calendar(secret: Secret, running: RunningService) -> Response:
    """Return the dates of these offers (RFC 5545), as the catalogue tells them at this moment."""
    edge = running.edge
    async with edge.reading() as connection:
        found = await choose_offers(connection, secret=secret, on=berlin_day(edge.clock()), most=MOST_IN_CALENDAR)
    return Response(await calendar_of(found, running), media_type=CALENDAR, headers=FOR_AN_HOUR)
