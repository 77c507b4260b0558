"""The partners whose duplicates have yet to be looked for."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.partner import Partner
from services.registry.storage.duplicates.tables import PARTNERS_TO_COMPARE
from services.registry.storage.partners import partner_of
from services.registry.storage.tables import PARTNERS

_CALL = text("""
INSERT INTO partners_to_compare (partner, since) SELECT unnest(CAST(:partners AS uuid[])), clock_timestamp()
ON CONFLICT (partner) DO UPDATE SET since = excluded.since
""")
_CALL_THOSE_WITHOUT_KEYS = text("""
INSERT INTO partners_to_compare (partner, since)
SELECT id, clock_timestamp() FROM partners
WHERE merged_into IS NULL AND NOT EXISTS (SELECT FROM partner_keys WHERE partner_keys.partner = partners.id)
ON CONFLICT DO NOTHING
""")
# Whoever holds a row is calling its partner again just now: it stays.
_STRIKE_OFF = text("""
DELETE FROM partners_to_compare WHERE partner IN (
    SELECT waiting.partner
    FROM unnest(CAST(:partners AS uuid[]), CAST(:since AS timestamptz[])) AS compared (partner, since)
    JOIN partners_to_compare AS waiting ON waiting.partner = compared.partner AND waiting.since = compared.since
    FOR UPDATE OF waiting SKIP LOCKED
)
""")


async def call(connection: AsyncConnection, partners: Collection[UUID]) -> None:
    """Have the duplicates of these partners looked for again."""
    await connection.execute(_CALL, {"partners": sorted(partners)})


async def call_those_without_keys(connection: AsyncConnection) -> None:
    """Have the partners looked at that came in by another way than the use cases."""
    await connection.execute(_CALL_THOSE_WITHOUT_KEYS)


async def first(connection: AsyncConnection, *, most: int) -> Mapping[UUID, datetime]:
    """Return those that wait longest, and since when."""
    query = select(PARTNERS_TO_COMPARE.c.partner, PARTNERS_TO_COMPARE.c.since)
    query = query.order_by(PARTNERS_TO_COMPARE.c.since, PARTNERS_TO_COMPARE.c.partner).limit(most)
    return {row[0]: row[1] for row in await connection.execute(query)}


async def strike_off(connection: AsyncConnection, compared: Mapping[UUID, datetime]) -> int:
    """Forget those that were compared, but not who was called again since; return how many were forgotten."""
    asked = {"partners": list(compared), "since": list(compared.values())}
    return (await connection.execute(_STRIKE_OFF, asked)).rowcount


async def still_there(connection: AsyncConnection, ids: Collection[UUID]) -> dict[UUID, Partner]:
    """Return those of the partners that are neither removed nor merged; until the transaction ends nobody can remove them."""
    query = select(PARTNERS).where(PARTNERS.c.id.in_(ids), PARTNERS.c.merged_into.is_(None))
    rows = await connection.execute(query.order_by(PARTNERS.c.id).with_for_update(read=True, key_share=True))
    return {row["id"]: partner_of(row) for row in rows.mappings()}
