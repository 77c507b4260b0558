"""Offers as they are read: under the organisation that stands there now, also after it was merged in the registry."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.api.schemas import OfferView, ProfessionalView, professional_view_of, view_of
from services.offers.domain.offer import Offer
from services.offers.storage import aliases


async def house_of(connection: AsyncConnection, offer: Offer) -> UUID:
    """Return the organisation to which an offer belongs today."""
    return await aliases.survivor(connection, offer.content.organisation)


async def entries_asked(connection: AsyncConnection, organisations: Collection[UUID]) -> list[UUID]:
    """Return under which ids the offers of these organisations stand."""
    if not organisations:
        return []
    today = set((await aliases.survivors(connection, organisations)).values())
    return sorted(await aliases.entries(connection, today))


def shown(offer: Offer, house: UUID) -> OfferView:
    """Return an offer as everybody reads it."""
    return view_of(offer).model_copy(update={"organisation": house})


def shown_to_editors(offer: Offer, house: UUID) -> ProfessionalView:
    """Return an offer as those read it who may change it."""
    return professional_view_of(offer).model_copy(update={"organisation": house})
