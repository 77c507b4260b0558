"""The published offers among which a person's feed is chosen, the newest told first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.mail import OFFER_IS_THERE
from services.notifications.domain.offer import Offer
from services.notifications.storage.projections import OFFERS, offers_by_id
from services.notifications.storage.tables import NOTICED_VERSIONS

MOST_CANDIDATES = 2_000
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TellableOffer:
    """An offer, since when it says what it says, and which instance of the catalogue speaks for it."""

    offer: Offer
    told_at: datetime
    source: str


async def published_offers(connection: AsyncConnection, *, networks: Collection[str] | None) -> Sequence[TellableOffer]:
    """Return published offers of some networks, or of all."""
    version = NOTICED_VERSIONS.c
    told = and_(version.offer == OFFERS.c.id, version.notice_version == OFFERS.c.notice_version)
    told_at = func.coalesce(version.noticed_at, LONG_AGO).label("told_at")
    query = select(OFFERS.c.id, OFFERS.c.source, told_at).select_from(OFFERS.outerjoin(NOTICED_VERSIONS, told))
    query = query.where(OFFERS.c.status == OFFER_IS_THERE)
    if networks is not None:
        query = query.where(OFFERS.c.network.in_(networks))
    rows = (await connection.execute(query.order_by(told_at.desc(), OFFERS.c.id).limit(MOST_CANDIDATES))).all()
    known = await offers_by_id(connection, {row.id for row in rows})
    return [TellableOffer(known[row.id], row.told_at, row.source) for row in rows if row.id in known]
