"""What falls due for a partner: its own obligations and those of the other parties, overdue ones first."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from services.registry.api.reading import PageOf, listed
from services.registry.api.schema import Body
from services.registry.domain.refusals import NothingHere
from services.registry.storage import partners
from services.registry.storage.agreements.coming import Due, due_of_partner
from services.registry.use_cases.agreements.permission import sight_of
from shared.calendar_day import local_day
from shared.contracts.vocabulary import Slug
from shared.hosting.running import RunningService
from shared.identity.access import any_of, coordinator_of, office, partner_of
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of

router = APIRouter(prefix="/partners/{partner_id}/due", tags=["agreements"])

Reader = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"), partner_of("partner_id"))))]


class DueAnswer(Body):
    """An obligation, or without one the review, of an agreement; `is_own` tells whether the partner itself owes it."""

    agreement: UUID
    network: Slug
    title: str
    parties: tuple[UUID, ...]
    due_on: date
    obligation: UUID | None
    party: UUID | None
    text: str | None
    is_overdue: bool
    is_own: bool


@router.get("", response_model=Page[DueAnswer])
async def list_due(
    *,
    request: Request,
    running: RunningService,
    actor: Reader,
    paging: PageOf,
    partner_id: UUID,
    days: Annotated[int, Query(ge=0, le=1_000, description="How far ahead")] = 90,
) -> Response:
    """Return what is overdue and what falls due within some days, the earliest first; a coordinator sees the own network's."""
    # The place of a review among obligations is below zero, so the three together are a key.
    window, today = paging.window(str, UUID, int), local_day(running.clock())
    until = today + timedelta(days=days)
    async with running.edge.reading() as connection:
        if not await partners.known(connection, [partner_id]):
            raise NothingHere
        rows = await due_of_partner(connection, window, partner=partner_id, sight=sight_of(actor), until=until)
    page = page_of(
        rows,
        limit=paging.limit,
        key=lambda row: (row.due_on.isoformat(), row.agreement, row.place),
        item=lambda row: _answer_of(row, partner_id, today),
    )
    return listed(request, page)


def _answer_of(due: Due, partner: UUID, today: date) -> DueAnswer:
    facts = {name: value for name, value in asdict(due).items() if name != "place"}
    return DueAnswer(**facts, is_overdue=due.due_on < today, is_own=due.party == partner)
