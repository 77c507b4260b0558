"""The limits, as SQL by hand on the same rows: who is meant, by one index and nothing else, and the ledger's bare rows."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.storage.matching import Occasion

_LOOK_UP = text(
    """
    SELECT count(DISTINCT person) FROM subscription_targets
    WHERE network = (SELECT number FROM terms WHERE name = :network) AND birth_month BETWEEN :born_from AND :born_until
      AND (themes IS NULL OR themes && ARRAY(SELECT number FROM terms WHERE name = ANY(:themes)))
      AND (languages IS NULL OR languages && ARRAY(SELECT number FROM terms WHERE name = ANY(:languages)))
    """
)
_ROWS = text(
    """
    INSERT INTO deliveries (lane, kind, person, offer, notice_version, created_at)
    SELECT 'notice', 'new-offer', person, CAST(:offer AS uuid), 1, now() FROM (SELECT person FROM addresses LIMIT :count) AS people
    """
)


async def look_up(connection: AsyncConnection, wanted: Occasion) -> int:
    """Count the persons of one quarter with a child of the right age."""
    values = {
        "network": wanted.network,
        "born_from": wanted.born_from,
        "born_until": wanted.born_until,
        "themes": list(wanted.themes),
        "languages": list(wanted.languages),
    }
    count: int = (await connection.execute(_LOOK_UP, values)).scalar_one()
    return count


async def write_rows(connection: AsyncConnection, wanted: Occasion, *, count: int) -> int:
    """Write so many rows of the ledger, whoever is meant."""
    return (await connection.execute(_ROWS, {"offer": wanted.offer, "count": count})).rowcount
