"""Which versions were matched and not announced yet, and how many people each of them reached."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.storage.tables import NOTICED_VERSIONS

_TAKE = text(
    """
    UPDATE noticed_versions SET state = 'announced'
    FROM (SELECT offer, notice_version FROM noticed_versions WHERE state = 'matched'
          ORDER BY noticed_at LIMIT :most FOR UPDATE SKIP LOCKED) AS waiting
    WHERE (noticed_versions.offer, noticed_versions.notice_version) = (waiting.offer, waiting.notice_version)
    RETURNING noticed_versions.offer, noticed_versions.notice_version, network,
              (SELECT count(*) FROM deliveries WHERE deliveries.offer = noticed_versions.offer
               AND deliveries.notice_version = noticed_versions.notice_version) AS recipients
    """
)


@dataclass(frozen=True, slots=True)
class Matched:
    """A version of an offer and how many mails it made."""

    offer: UUID
    notice_version: int
    network: str
    recipients: int


async def take_matched(connection: AsyncConnection, *, most: int) -> Sequence[Matched]:
    """Take versions to announce, each once."""
    return [Matched(*row) for row in await connection.execute(_TAKE, {"most": most})]


async def sides_of(
    connection: AsyncConnection, versions: Collection[tuple[UUID, int]]
) -> Mapping[tuple[UUID, int], tuple[str, ...]]:
    """Return which sides of an offer changed with each of these versions."""
    columns = NOTICED_VERSIONS.c
    query = select(columns.offer, columns.notice_version, columns.sides)
    rows = await connection.execute(query.where(tuple_(columns.offer, columns.notice_version).in_(versions)))
    return {(row.offer, row.notice_version): tuple(row.sides) for row in rows}


async def delete_noticed(connection: AsyncConnection, *, before: datetime) -> int:
    """Delete what is known of versions so old that nobody would be told of them again; return how many they were."""
    return (await connection.execute(delete(NOTICED_VERSIONS).where(NOTICED_VERSIONS.c.noticed_at < before))).rowcount
