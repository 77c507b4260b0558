"""The list of what happened: positions of its own that only grow, each event once, the newest 10,000 kept."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import RowMapping, TextClause, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.activity import Activity
from services.dashboard.storage.tables import ACTIVITY, NETWORKS, PARTNERS
from shared.messaging.schema import SLOTS

KEPT = 10_000
TRIMMED_EVERY = 500

# One row that everybody who numbers waits for; positions grow for ever, also over a rebuild.
_APPEND = """
    WITH counter AS (UPDATE activity_counter SET position = position + :count RETURNING position - :count AS told)
    INSERT INTO {slot}.activity (event_id, position, source, source_position, kind, at, network, title, partner)
    SELECT
        new.event_id, counter.told + row_number() OVER (ORDER BY new.source_position), :source, new.source_position,
        new.kind, new.at, new.network, new.title, new.partner
    FROM counter, {rows}
    ON CONFLICT (event_id) DO NOTHING
    RETURNING position
"""
# What went out of the list long ago is not brought back as news.
_REBUILD = """
    INSERT INTO {slot}.activity (event_id, source, source_position, kind, at, network, title, partner)
    SELECT new.event_id, :source, new.source_position, new.kind, new.at, new.network, new.title, new.partner
    FROM {rows}
    WHERE NOT EXISTS (
        SELECT FROM activity_trimmed AS gone
        WHERE gone.source = :source AND gone.source_position >= new.source_position AND gone.at >= new.at
    )
    ON CONFLICT (event_id) DO NOTHING
"""
_ROWS = """
    jsonb_to_recordset(CAST(:rows AS jsonb)) AS new (
        source_position bigint, event_id uuid, kind text, at timestamptz, network text, title text, partner uuid
    )
"""
_TRIM = """
    WITH gone AS (DELETE FROM {slot}.activity WHERE position <= :position RETURNING source, source_position, at)
    INSERT INTO activity_trimmed (source, source_position, at)
    SELECT source, max(source_position), max(at) FROM gone GROUP BY source
    ON CONFLICT (source) DO UPDATE SET
        source_position = greatest(activity_trimmed.source_position, excluded.source_position),
        at = greatest(activity_trimmed.at, excluded.at)
"""
_LOCK_COUNTER = text("SELECT position FROM activity_counter FOR UPDATE")
_KEEP_POSITIONS = """
    UPDATE {rebuilt}.activity AS anew SET position = told.position
    FROM {live}.activity AS told WHERE told.event_id = anew.event_id AND anew.position IS NULL
"""
_NUMBER = """
    WITH news AS (
        SELECT event_id, row_number() OVER (ORDER BY at, source, source_position) AS place
        FROM {rebuilt}.activity WHERE position IS NULL
    )
    UPDATE {rebuilt}.activity AS anew SET position = :told + news.place FROM news WHERE news.event_id = anew.event_id
"""
_COUNT = text("UPDATE activity_counter SET position = position + :count")


def _in_each_slot(statement: str) -> Mapping[str, TextClause]:
    return {slot: text(statement.format(slot=slot, rows=_ROWS)) for slot in SLOTS}


_APPEND_IN, _REBUILD_IN, _TRIM_IN = _in_each_slot(_APPEND), _in_each_slot(_REBUILD), _in_each_slot(_TRIM)


async def append(connection: AsyncConnection, source: str, rows: Sequence[Mapping[str, Any]], *, slot: str) -> bool:
    """Write one source's events in their order, numbered on; tell whether any was not in the list yet."""
    told = {"source": source, "rows": orjson.dumps(rows).decode(), "count": len(rows)}
    positions = (await connection.execute(_APPEND_IN[slot], told)).scalars().all()
    if not positions:
        return False
    if max(positions) // TRIMMED_EVERY != (min(positions) - 1) // TRIMMED_EVERY:
        await connection.execute(_TRIM_IN[slot], {"position": max(positions) - KEPT})
    return True


async def append_unnumbered(
    connection: AsyncConnection, source: str, rows: Sequence[Mapping[str, Any]], *, slot: str
) -> None:
    """Write one source's events into a list that nobody reads yet."""
    await connection.execute(_REBUILD_IN[slot], {"source": source, "rows": orjson.dumps(rows).decode()})


async def number_on(connection: AsyncConnection, live: str, rebuilt: str) -> None:
    """Give the rows of a rebuilt list the positions they were told by; what was never told is numbered on as news."""
    told = await connection.scalar(_LOCK_COUNTER)
    await connection.execute(text(_KEEP_POSITIONS.format(live=live, rebuilt=rebuilt)))
    numbered = await connection.execute(text(_NUMBER.format(rebuilt=rebuilt)), {"told": told})
    await connection.execute(_COUNT, {"count": numbered.rowcount})


async def newest_position(connection: AsyncConnection) -> int:
    """Return the position of the last activity, 0 before the first."""
    return await connection.scalar(select(func.max(ACTIVITY.c.position))) or 0


async def latest_activities(
    connection: AsyncConnection, *, limit: int, network: str | None = None
) -> tuple[Activity, ...]:
    """Return the newest activities, newest first; of one network or of all."""
    query = _SELECTED.order_by(ACTIVITY.c.position.desc()).limit(limit)
    if network is not None:
        query = query.where(ACTIVITY.c.network == network)
    return tuple(_activity(row) for row in (await connection.execute(query)).mappings())


async def activities_after(connection: AsyncConnection, position: int, *, limit: int) -> tuple[Activity, ...]:
    """Return what follows a position, in order."""
    query = _SELECTED.where(ACTIVITY.c.position > position).order_by(ACTIVITY.c.position).limit(limit)
    return tuple(_activity(row) for row in (await connection.execute(query)).mappings())


_SELECTED = select(
    ACTIVITY.c.position,
    ACTIVITY.c.kind,
    ACTIVITY.c.at,
    ACTIVITY.c.network,
    NETWORKS.c.short_label.label("network_label"),
    ACTIVITY.c.title,
    PARTNERS.c.label.label("partner"),
).select_from(
    ACTIVITY.outerjoin(NETWORKS, NETWORKS.c.id == ACTIVITY.c.network).outerjoin(
        PARTNERS, PARTNERS.c.id == ACTIVITY.c.partner
    )
)


def _activity(row: RowMapping) -> Activity:
    return Activity(**row)
