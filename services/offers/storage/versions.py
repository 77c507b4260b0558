"""Keeps every version of an offer: what it said and where it stood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.offer_status import Status
from services.offers.storage.content_json import content_of, json_of
from services.offers.storage.tables import OFFER_VERSIONS
from shared.database.sets import write_all


@dataclass(frozen=True, kw_only=True)
class OfferVersion:
    """An offer as it was; `action` is what made it so."""

    offer: UUID
    version: int
    status: Status
    action: str
    content: OfferContent
    at: datetime


async def keep_versions(connection: AsyncConnection, made: Iterable[tuple[Offer, str]], *, at: datetime) -> None:
    """Write what offers say in their present versions, and what action made each of them."""
    rows = [
        {
            "offer": offer.id,
            "version": offer.version,
            "status": offer.status.value,
            "action": action,
            "content": json_of(offer.content),
            "at": at,
        }
        for offer, action in made
    ]
    await write_all(connection, OFFER_VERSIONS, rows)


async def version_of(connection: AsyncConnection, offer: UUID, *, version: int) -> OfferVersion | None:
    """Return one version; versions from before versions were kept are gone."""
    kept = OFFER_VERSIONS.c
    query = select(OFFER_VERSIONS).where(kept.offer == offer, kept.version == version)
    row = (await connection.execute(query)).mappings().one_or_none()
    return _version(row) if row is not None else None


async def versions_of(
    connection: AsyncConnection, offer: UUID, *, limit: int, before: int | None = None
) -> Sequence[OfferVersion]:
    """Return versions, the newest first; only those before a version if one is given."""
    kept = OFFER_VERSIONS.c
    query = select(OFFER_VERSIONS).where(kept.offer == offer).order_by(kept.version.desc()).limit(limit)
    if before is not None:
        query = query.where(kept.version < before)
    return [_version(row) for row in (await connection.execute(query)).mappings()]


def _version(row: RowMapping) -> OfferVersion:
    return OfferVersion(
        offer=row["offer"],
        version=row["version"],
        status=Status(row["status"]),
        action=row["action"],
        content=content_of(row["content"]),
        at=row["at"],
    )
