"""Figures for the prevention office and for operators."""

from collections.abc import Mapping

from fastapi import APIRouter, Depends

from services.notifications.api.schemas import FiguresView, SilentView
from services.notifications.domain.calendar import berlin_day, first_of_month
from services.notifications.domain.interest import OLDEST_MONTHS
from services.notifications.storage.figures import active_subscriptions, backlog, mails_by_state, persons_by_network
from services.notifications.storage.silent import silent_subscriptions
from shared.calendar_day import months_later
from shared.contracts.notifications import SMALLEST_CELL
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, office, service
from shared.identity.gate import require

router = APIRouter(tags=["figures"])


@router.get("/figures", dependencies=[Depends(require(any_of(office(), service())))])
async def figures(edge: ServiceEdge) -> FiguresView:
    """Return how many subscribe and what waits to be delivered; cells below five are null."""
    async with edge.reading() as connection:
        waiting = await backlog(connection)
        return FiguresView(
            subscriptions=_cell(await active_subscriptions(connection)),
            persons_by_network=_cells(await persons_by_network(connection)),
            notices_by_state=_cells(await mails_by_state(connection)),
            mails_waiting=waiting.waiting,
            mails_sending=waiting.sending,
            oldest_undelivered_seconds=waiting.oldest_seconds,
        )


@router.get("/figures/silent-subscriptions", dependencies=[Depends(require(office()))])
async def silent(edge: ServiceEdge) -> list[SilentView]:
    """Return which subscriptions will never hear of anything, by cause; counts below five are null."""
    grown_before = months_later(first_of_month(berlin_day(edge.clock())), -OLDEST_MONTHS)
    async with edge.reading() as connection:
        found = await silent_subscriptions(connection, grown_before=grown_before)
    return [SilentView(cause=one.cause, value=one.value, subscriptions=_cell(one.subscriptions)) for one in found]


def _cells(counts: Mapping[str, int]) -> dict[str, int | None]:
    return {name: _cell(count) for name, count in counts.items()}


def _cell(count: int) -> int | None:
    return count if count >= SMALLEST_CELL else None
