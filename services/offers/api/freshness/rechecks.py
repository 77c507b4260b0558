"""Confirming that offers are right: signed in, or by a mailed link whose secret travels in bodies; what is overdue, and figures."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, StringConstraints
from starlette.requests import Request
from starlette.responses import Response

from services.offers.api.access import Editor, Reader, Voice
from services.offers.api.last_change import Changed
from services.offers.api.schemas import OfferView, ProfessionalView, professional_view_of, view_of
from services.offers.api.unchanged import document
from services.offers.domain.content_refusals import LinkNotValid
from services.offers.domain.freshness.recheck import Stage
from services.offers.domain.secret import fingerprint
from services.offers.storage import offers
from services.offers.storage.freshness import figures, links
from services.offers.storage.freshness.due import overdue_in
from services.offers.storage.freshness.figures import Freshness
from services.offers.storage.neighbours import knows_network
from services.offers.use_cases.freshness.confirm_offer import confirm_by_link, confirm_offer, end_by_link, make_link
from shared.calendar_day import local_day
from shared.contracts.vocabulary import Slug
from shared.hosting.answers import answer
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC, any_of, coordinator_of, office, service
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.identity.refusals import NotVisible
from shared.web.cursor import Page, page_of, read_cursor
from shared.web.etag import ExpectedVersion

router = APIRouter(tags=["freshness"])
anybody = [Depends(require(PUBLIC))]
Coordination = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))]


class LinkBody(BaseModel):
    """The secret of a mailed link."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    token: Annotated[str, StringConstraints(max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]


class LinkView(BaseModel):
    """The secret of a new link; it is shown this once."""

    token: str


class OverdueView(BaseModel):
    """An offer that nobody confirmed in time; `asked` says who was asked, and when."""

    id: UUID
    organisation: UUID
    title: str
    confirmed_on: date
    due_on: date
    asked: Stage | None
    asked_on: date | None


class FreshnessView(BaseModel):
    """How many of a network's published offers were confirmed in time."""

    network: Slug
    published: int
    fresh: int
    overdue: int


@router.post("/offers/{offer_id}/confirm")
async def confirm(
    offer_id: UUID, *, actor: Editor, expected: ExpectedVersion, edge: ServiceEdge, voice: Voice, response: Response
) -> ProfessionalView:
    """Say that the offer is still right."""
    async with edge.transaction() as work:
        offer = await confirm_offer(work, actor, offer_id=offer_id, expected=expected, voice=voice)
    answer(response, work, version=offer.version)
    return professional_view_of(offer)


@router.post("/offers/{offer_id}/recheck-links", dependencies=[Depends(require(service()))], status_code=201)
async def link(offer_id: UUID, edge: ServiceEdge) -> LinkView:
    """Make a link for a mail to the offer's owner."""
    async with edge.transaction() as work:
        secret = await make_link(work, offer_id=offer_id)
    return LinkView(token=secret)


@router.post("/rechecks/lookup", dependencies=anybody)
async def look_up(body: LinkBody, edge: ServiceEdge) -> OfferView:
    """Return the offer behind a link; nothing is changed."""
    async with edge.reading() as connection:
        offer_id = await links.offer_of(connection, fingerprint(body.token), now=edge.clock())
        offer = await offers.find(connection, offer_id) if offer_id is not None else None
    if offer is None:
        raise LinkNotValid
    return view_of(offer)


@router.post("/rechecks/confirm", dependencies=anybody)
async def confirm_behind_link(body: LinkBody, edge: ServiceEdge, response: Response) -> OfferView:
    """Say that the offer behind a link is still right; a second time is no error."""
    async with edge.transaction() as work:
        offer = await confirm_by_link(work, secret=body.token)
    answer(response, work, version=offer.version)
    return view_of(offer)


@router.post("/rechecks/end", dependencies=anybody)
async def end_behind_link(body: LinkBody, edge: ServiceEdge, response: Response) -> OfferView:
    """Say that the offer behind a link has ended."""
    async with edge.transaction() as work:
        offer = await end_by_link(work, secret=body.token)
    answer(response, work, version=offer.version)
    return view_of(offer)


@router.get("/networks/{network}/overdue")
async def overdue(
    network: Slug,
    edge: ServiceEdge,
    actor: Coordination,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: str | None = None,
) -> Page[OverdueView]:
    """Return the offers that nobody confirmed in time, the longest overdue first."""
    after = read_cursor(cursor, str, UUID)
    async with edge.reading() as connection:
        found = await overdue_in(
            connection,
            network,
            local_day(edge.clock()),
            limit=limit + 1,
            after=(date.fromisoformat(after[0]), after[1]) if after else None,
        )
    page: Page[OverdueView] = page_of(
        found,
        limit=limit,
        key=lambda row: (row["confirmed_on"].isoformat(), row["id"]),
        item=lambda row: OverdueView(
            **{name: row[name] for name in SHOWN}, asked=row["stage"], asked_on=row["told_on"]
        ),
    )
    return page


SHOWN = ("id", "organisation", "title", "confirmed_on", "due_on")


@router.get("/networks/{network}/freshness", response_model=FreshnessView)
async def freshness(network: Slug, edge: ServiceEdge, actor: Reader, changed: Changed, request: Request) -> Response:
    """Return how many of the network's published offers were confirmed in time."""
    async with edge.reading() as connection:
        if not await knows_network(connection, network):
            raise NotVisible
        counted = await figures.count(connection, local_day(edge.clock()), network=network)
    found = counted.get(network, Freshness(network, 0, 0))
    return document(
        request,
        FreshnessView(network=network, published=found.published, fresh=found.fresh, overdue=found.overdue),
        modified=changed.by_day(),
    )
