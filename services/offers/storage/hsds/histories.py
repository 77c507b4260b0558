"""Reads the versions of offers that everybody could see."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.hsds.history import PublicVersion, history_of
from services.offers.domain.hsds.record import VISIBLE, Json, OfferRecord
from services.offers.storage.hsds.records import moment_of
from services.offers.storage.tables import OFFER_VERSIONS

Histories = Mapping[str, list[Json]]


async def of_records(connection: AsyncConnection, records: Collection[OfferRecord]) -> Histories:
    """Return how each of these offers became what it is."""
    kept = OFFER_VERSIONS.c
    query = (
        select(kept.offer, kept.version, kept.status, kept.at, kept.content)
        .where(kept.offer == any_(literal([UUID(record.id) for record in records], ARRAY(Uuid))))
        .where(kept.status.in_(sorted(VISIBLE)))
        .order_by(kept.offer, kept.version)
    )
    versions: dict[str, list[PublicVersion]] = defaultdict(list)
    for row in await connection.execute(query):
        versions[str(row.offer)].append(PublicVersion(row.version, row.status, moment_of(row.at), row.content))
    return {offer: history_of(offer, each) for offer, each in versions.items()}
