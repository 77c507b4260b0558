"""Shows whether notices arrive: a public figure, what became of them by offer, and the offers that nobody was told of."""

from datetime import datetime, timedelta
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from services.notifications.storage import delivery_figures
from shared.contracts.notifications import SMALLEST_CELL
from shared.contracts.vocabulary import Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC, any_of, coordinator_of, office
from shared.identity.gate import require

router = APIRouter(tags=["figures"])
for_the_quarter = [Depends(require(any_of(office(), coordinator_of("network"))))]

DAYS_OF_PROMPTNESS = 7
DAYS_OF_NOTICES = 30


class PromptnessView(BaseModel):
    """The share of mails that a mail server accepted within ten seconds of their being due; null for fewer than five mails."""

    days: int
    within_ten_seconds_percent: float | None


class OfferNoticesView(BaseModel):
    """What became of an offer's notices; a count below five is null."""

    offer: UUID
    title: str | None
    told_at: datetime
    notices: int | None
    accepted: int | None
    bounced: int | None
    failed: int | None
    waiting: int | None


class SilentOfferView(BaseModel):
    """A published offer that nobody was told of; `came_too_late` if it was no news any more when it was heard of."""

    offer: UUID
    title: str
    network: str
    noticed_at: datetime
    came_too_late: bool


class NoticesView(BaseModel):
    """The offers of a network in the last days, told and untold, the newest first."""

    days: int
    told: list[OfferNoticesView]
    told_to_nobody: list[SilentOfferView]


@router.get("/figures/promptness", dependencies=[Depends(require(PUBLIC))])
async def show_promptness(edge: ServiceEdge) -> PromptnessView:
    """Return how soon mails of the last seven days were accepted."""
    async with edge.reading() as connection:
        since = edge.clock() - timedelta(days=DAYS_OF_PROMPTNESS)
        found = await delivery_figures.promptness(connection, since=since)
    percent = round(100 * found.prompt / found.accepted, 1) if found.accepted >= SMALLEST_CELL else None
    return PromptnessView(days=DAYS_OF_PROMPTNESS, within_ten_seconds_percent=percent)


@router.get("/networks/{network}/notices", dependencies=for_the_quarter)
async def show_notices(network: Slug, edge: ServiceEdge) -> NoticesView:
    """Return what became of the notices about a network's offers of the last thirty days; who opens a mail is not counted."""
    since = edge.clock() - timedelta(days=DAYS_OF_NOTICES)
    async with edge.reading() as connection:
        told = await delivery_figures.notices_of_network(connection, network, since=since)
        silent = await delivery_figures.silent_offers(connection, network=network, since=since)
    return NoticesView(
        days=DAYS_OF_NOTICES,
        told=[_notices_view(each) for each in told if each.notices],
        told_to_nobody=[SilentOfferView.model_validate(each, from_attributes=True) for each in silent],
    )


def _notices_view(each: delivery_figures.OfferNotices) -> OfferNoticesView:
    return OfferNoticesView(
        offer=each.offer,
        title=each.title,
        told_at=each.told_at,
        notices=_cell(each.notices),
        accepted=_cell(each.accepted),
        bounced=_cell(each.bounced),
        failed=_cell(each.failed),
        waiting=_cell(each.waiting),
    )


def _cell(count: int) -> int | None:
    return count if count >= SMALLEST_CELL else None
