"""Offers with the time of their last change, as calendars and feeds tell them; what was called off lately among them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, and_, any_, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.offer import Offer, Status
from services.offers.storage.rows import offer_of
from services.offers.storage.search.tables import QUARTERS
from services.offers.storage.tables import OFFER_VERSIONS, OFFERS, STATE

MOST_NAMED = 100


@dataclass(frozen=True)
class ChangedOffer:
    """An offer in its present version, and since when it has it."""

    offer: Offer
    changed_at: datetime


async def find_changed(connection: AsyncConnection, offers: Sequence[UUID], *, most: int) -> list[ChangedOffer]:
    """Return those of the offers that changed last, the last one first."""
    among = OFFERS.c.id == any_(literal(list(offers), ARRAY(Uuid)))
    query = select(*STATE).where(among).order_by(OFFERS.c.changed_at.desc(), OFFERS.c.id).limit(most)
    return [ChangedOffer(offer_of(row), row["changed_at"]) for row in (await connection.execute(query)).mappings()]


async def find_called_off(
    connection: AsyncConnection, *, networks: Collection[str], ended_since: datetime, most: int
) -> list[ChangedOffer]:
    """Return what is paused, and what ended since then; no networks means all. The last one first."""
    ended = and_(OFFERS.c.status == Status.ENDED.value, OFFERS.c.changed_at >= ended_since)
    query = select(*STATE).where(or_(OFFERS.c.status == Status.PAUSED.value, ended))
    if networks:
        query = query.where(OFFERS.c.network == any_(literal(sorted(networks), ARRAY(Text))))
    query = query.order_by(OFFERS.c.changed_at.desc(), OFFERS.c.id).limit(most)
    return [ChangedOffer(offer_of(row), row["changed_at"]) for row in (await connection.execute(query)).mappings()]


async def first_published(connection: AsyncConnection, offers: Collection[UUID]) -> dict[UUID, datetime]:
    """Return when each was published for the first time, as far as its versions were kept."""
    kept = OFFER_VERSIONS.c
    public = and_(kept.offer == any_(literal(list(offers), ARRAY(Uuid))), kept.status == Status.PUBLISHED.value)
    query = select(kept.offer, func.min(kept.at).label("at")).where(public).group_by(kept.offer)
    return {row.offer: row.at for row in await connection.execute(query)}


async def quarter_labels(connection: AsyncConnection, networks: Collection[str]) -> list[str]:
    """Return how people call these quarters, in order; one that nobody told of goes by its key."""
    if not networks:
        return []
    among = QUARTERS.c.network == any_(literal(sorted(networks), ARRAY(Text)))
    rows = await connection.execute(select(QUARTERS.c.network, QUARTERS.c.label).where(among).limit(MOST_NAMED))
    labels = {row.network: row.label for row in rows}
    return sorted(labels.get(network, network) for network in set(networks))
