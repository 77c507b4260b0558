"""Keeps the keys by which a partner is found again."""

from collections.abc import Collection
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
WITH named AS (SELECT * FROM unnest(CAST(:keys AS text[]), CAST(:of AS uuid[])) AS named (key, partner)),
gone AS (
    DELETE FROM partner_keys WHERE partner = ANY (CAST(:partners AS uuid[]))
    AND (key, partner) NOT IN (SELECT key, partner FROM named)
)
INSERT INTO partner_keys (key, partner) SELECT key, partner FROM named ON CONFLICT DO NOTHING
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


async def write_only(connection: AsyncConnection, partners: Collection[Partner]) -> None:
    """Write the keys of partners that are being looked at: those of partners that came in by another way are missing."""
    named = [(key, partner.id) for partner in partners for key in _sorted_keys(partner)]
    asked = {
        "keys": [key for key, _ in named],
        "of": [partner_id for _, partner_id in named],
        "partners": [partner.id for partner in partners],
    }
    await connection.execute(_WRITE_ONLY, asked)


def _sorted_keys(partner: Partner) -> list[str]:
    return sorted(keys_of(prepare(record_of(partner))))
