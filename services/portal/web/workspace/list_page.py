"""The workspace: one's own offers, drafts first."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.neighbours.offer import Offer
from services.portal.neighbours.workshop import Workshop
from services.portal.storage.partners import organisations_named
from services.portal.storage.quarters import Quarter
from services.portal.web.workspace.desk import PersonsDesk
from services.portal.web.workspace.scope import Scope, scope_of
from shared.contracts.offers import OfferStatus

router = APIRouter(include_in_schema=False)

IN_ORDER = (
    OfferStatus.DRAFT,
    OfferStatus.IN_REVIEW,
    OfferStatus.PUBLISHED,
    OfferStatus.PAUSED,
    OfferStatus.ENDED,
)


@router.get("/arbeitsbereich")
async def workspace(
    desk: PersonsDesk, network: Annotated[str | None, Query(alias="quartier", max_length=60)] = None
) -> Response:
    """Show a quarter's offers or those of one's organisations."""
    async with desk.edge.reading() as connection:
        scope = await scope_of(connection, desk.actor)
    chosen = scope.quarter(network)
    offers = await _offers(await desk.workshop(), scope, chosen)
    async with desk.edge.reading() as connection:
        names = await organisations_named(connection, {offer.organisation for offer in offers})
    return desk.page(
        "workspace/list.html",
        scope=scope,
        chosen=chosen,
        groups=[(status, [offer for offer in offers if offer.status is status]) for status in IN_ORDER],
        names=names,
    )


async def _offers(workshop: Workshop, scope: Scope, chosen: Quarter | None) -> Sequence[Offer]:
    statuses = [status.value for status in IN_ORDER]
    if chosen is not None:
        return await workshop.offers(network=chosen.id, statuses=statuses)
    if scope.organisations:
        return await workshop.offers(organisations=scope.organisations, statuses=statuses)
    return ()
