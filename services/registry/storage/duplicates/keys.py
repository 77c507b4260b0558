"""Keeps the keys by which a partner is found again."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.duplicates.comparison import prepare
from services.registry.domain.duplicates.keys import keys_of
from services.registry.domain.partner import Partner, record_of

# One statement, for every saved partner pays it. DO UPDATE waits for a job that strikes the row off just now; DO NOTHING would lose the call.
_WRITE = text("""
WITH gone AS (DELETE FROM partner_keys WHERE partner = CAST(:partner AS uuid) AND key <> ALL (CAST(:keys AS text[]))),
added AS (INSERT INTO partner_keys (key, partner) SELECT unnest(CAST(:keys AS text[])), CAST(:partner AS uuid) ON CONFLICT DO NOTHING)
INSERT INTO partners_to_compare (partner, since) VALUES (CAST(:partner AS uuid), clock_timestamp())
ON CONFLICT (partner) DO UPDATE SET since = excluded.since
""")
_WRITE_ONLY = text("""
WITH gone AS (DELETE FROM partner_keys WHERE partner = CAST(:partner AS uuid) AND key <> ALL (CAST(:keys AS text[])))
INSERT INTO partner_keys (key, partner) SELECT unnest(CAST(:keys AS text[])), CAST(:partner AS uuid) ON CONFLICT DO NOTHING
""")
_FORGET = text("""
WITH gone AS (DELETE FROM partner_keys WHERE partner = CAST(:partner AS uuid))
DELETE FROM partners_to_compare WHERE partner = CAST(:partner AS uuid)
""")


async def write(connection: AsyncConnection, partner: Partner) -> None:
    """Write the partner's keys and have its duplicates looked for."""
    await connection.execute(_WRITE, {"partner": partner.id, "keys": _sorted_keys(partner)})


async def forget(connection: AsyncConnection, partner_id: UUID) -> None:
    """Let the partner be found no more."""
    await connection.execute(_FORGET, {"partner": partner_id})


async def write_only(connection: AsyncConnection, partner: Partner) -> None:
    """Write the keys of a partner that is being looked at: those of a partner that came in by another way are missing."""
    await connection.execute(_WRITE_ONLY, {"partner": partner.id, "keys": _sorted_keys(partner)})


def _sorted_keys(partner: Partner) -> list[str]:
    return sorted(keys_of(prepare(record_of(partner))))
