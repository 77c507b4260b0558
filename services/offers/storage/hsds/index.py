"""Keeps beside each visible offer where and when it takes place, written in the transaction that changes the offer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.hsds.hours import weekly_hours
from services.offers.domain.hsds.locations import distinct_places, postcode_of
from services.offers.domain.hsds.record import VISIBLE
from services.offers.domain.offer import Offer
from services.offers.storage.content_json import json_of
from services.offers.storage.hsds.tables import HSDS_SERVICES
from services.offers.storage.rows import offer_of
from services.offers.storage.tables import OFFERS, STATE

DERIVATION = 1
"""Another number than a row's: other rules made it, and it is made anew."""


async def keep(connection: AsyncConnection, offers: Sequence[Offer]) -> None:
    """Write what visible offers are asked for by; what was visible once stays so."""
    rows = [_row(offer) for offer in offers if offer.status in VISIBLE]
    if not rows:
        return
    statement = insert(HSDS_SERVICES).values(rows)
    changed = {
        column.name: statement.excluded[column.name] for column in HSDS_SERVICES.columns if column.name != "offer"
    }
    await connection.execute(statement.on_conflict_do_update(index_elements=["offer"], set_=changed))


async def to_be_made(connection: AsyncConnection, *, limit: int) -> Sequence[Offer]:
    """Return visible offers whose row is missing or was made by other rules, locked meanwhile."""
    query = (
        select(*STATE)
        .outerjoin(HSDS_SERVICES, HSDS_SERVICES.c.offer == OFFERS.c.id)
        .where(OFFERS.c.status.in_(VISIBLE))
        .where(or_(HSDS_SERVICES.c.offer.is_(None), HSDS_SERVICES.c.derivation != DERIVATION))
        .order_by(OFFERS.c.id)
        .limit(limit)
        .with_for_update(of=OFFERS, skip_locked=True)
    )
    return [offer_of(row) for row in (await connection.execute(query)).mappings()]


def _row(offer: Offer) -> dict[str, Any]:
    places = distinct_places(str(offer.id), json_of(offer.content)["places"])
    hours = weekly_hours(offer.content)
    return {
        "offer": offer.id,
        "derivation": DERIVATION,
        "service_at_locations": [UUID(place) for place, _, _ in places],
        "locations": [UUID(location) for _, location, _ in places],
        "latitudes": [place["latitude"] for _, _, place in places],
        "longitudes": [place["longitude"] for _, _, place in places],
        "postcodes": [postcode_of(place["address"]) or "" for _, _, place in places],
        "slot_days": [each.weekday for each in hours],
        "slot_begins": [each.begin for each in hours],
        "slot_ends": [each.end for each in hours],
        "slot_lasts": [each.last for each in hours],
    }
