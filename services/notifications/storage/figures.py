"""Counts for the office and for operators; cells of families below five are left out by the caller."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_BACKLOG = text(
    """
    SELECT count(*) FILTER (WHERE state = 'created') AS waiting,
           count(*) FILTER (WHERE state = 'sending') AS sending,
           coalesce(extract(epoch FROM now() - min(not_before)), 0) AS oldest_seconds
    FROM deliveries WHERE state IN ('created', 'sending') AND not_before <= now()
    """
)
_MAILS = text("SELECT state, count(*) AS mails FROM deliveries WHERE offer IS NOT NULL GROUP BY state ORDER BY state")
_SUBSCRIPTIONS = text("SELECT count(*) FROM subscriptions WHERE state = 'active'")
_SUBSCRIPTIONS_BY_NETWORK = text(
    """
    SELECT network, count(DISTINCT person) AS persons FROM subscriptions, unnest(networks) AS network
    WHERE state = 'active' GROUP BY network ORDER BY network
    """
)


@dataclass(frozen=True, slots=True)
class Backlog:
    """The mails that no server has accepted yet; the age of the oldest is in seconds, 0 when there is none."""

    waiting: int
    sending: int
    oldest_seconds: float


async def backlog(connection: AsyncConnection) -> Backlog:
    """Return what is open in the ledger."""
    row = (await connection.execute(_BACKLOG)).one()
    return Backlog(row.waiting, row.sending, max(0.0, float(row.oldest_seconds)))


async def mails_by_state(connection: AsyncConnection) -> Mapping[str, int]:
    """Return how many notices stand in each state."""
    return {row.state: row.mails for row in await connection.execute(_MAILS)}


async def active_subscriptions(connection: AsyncConnection) -> int:
    """Return how many subscriptions are active."""
    count: int = (await connection.execute(_SUBSCRIPTIONS)).scalar_one()
    return count


async def persons_by_network(connection: AsyncConnection) -> Mapping[str, int]:
    """Return how many persons each network has as subscribers."""
    return {row.network: row.persons for row in await connection.execute(_SUBSCRIPTIONS_BY_NETWORK)}
