"""The list of what happened: gapless positions of its own, each event once, the newest 10,000 kept."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import RowMapping, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.activity import Activity
from services.dashboard.storage.tables import ACTIVITY, NETWORKS, PARTNERS

KEPT = 10_000
TRIMMED_EVERY = 500

# A statement of its own before the one that numbers: under READ COMMITTED only the next one sees the last writer's rows.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('activity'))")
_OVERTAKE = text(
    """
    UPDATE activity SET overtaken = true
    WHERE source = :source AND NOT overtaken AND source_position >= (
        SELECT min(told.source_position)
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS new (source_position bigint, event_id uuid)
        JOIN activity AS told ON told.source = :source AND told.source_position = new.source_position AND NOT told.overtaken
        WHERE told.event_id <> new.event_id
    )
    """
)
_APPEND = text(
    """
    INSERT INTO activity (position, source, source_position, event_id, kind, at, network, title, partner)
    SELECT
        (SELECT coalesce(max(position), 0) FROM activity) + row_number() OVER (ORDER BY new.source_position),
        :source, new.source_position, new.event_id, new.kind, new.at, new.network, new.title, new.partner
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS new (
        source_position bigint, event_id uuid, kind text, at timestamptz, network text, title text, partner uuid
    )
    WHERE new.source_position > coalesce((SELECT source_position FROM activity_trimmed WHERE source = :source), 0)
        AND NOT EXISTS (
            SELECT FROM activity AS told
            WHERE told.source = :source AND told.source_position = new.source_position AND NOT told.overtaken
        )
    ON CONFLICT (source, source_position) WHERE NOT overtaken DO NOTHING
    RETURNING position
    """
)
_TRIM = text(
    """
    WITH gone AS (DELETE FROM activity WHERE position <= :position RETURNING source, source_position, overtaken)
    INSERT INTO activity_trimmed (source, source_position)
    SELECT source, max(source_position) FROM gone WHERE NOT overtaken GROUP BY source
    ON CONFLICT (source) DO UPDATE SET
        source_position = greatest(activity_trimmed.source_position, excluded.source_position)
    """
)


async def append(
    connection: AsyncConnection, source: str, rows: Sequence[Mapping[str, Any]], *, may_differ: bool
) -> bool:
    """Write one source's events that are not written yet, in their order; tell whether there were any.

    `may_differ`: what was told before may stem from a history that the source no longer has; then it is overtaken.
    """
    told = {"source": source, "rows": orjson.dumps(rows).decode()}
    await connection.execute(_LOCK)
    if may_differ:
        await connection.execute(_OVERTAKE, told)
    positions = (await connection.execute(_APPEND, told)).scalars().all()
    if not positions:
        return False
    if max(positions) // TRIMMED_EVERY != (min(positions) - 1) // TRIMMED_EVERY:
        await connection.execute(_TRIM, {"position": max(positions) - KEPT})
    return True


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


_SELECTED = (
    select(
        ACTIVITY.c.position,
        ACTIVITY.c.kind,
        ACTIVITY.c.at,
        ACTIVITY.c.network,
        NETWORKS.c.short_label.label("network_label"),
        ACTIVITY.c.title,
        PARTNERS.c.label.label("partner"),
    )
    .select_from(
        ACTIVITY.outerjoin(NETWORKS, NETWORKS.c.id == ACTIVITY.c.network).outerjoin(
            PARTNERS, PARTNERS.c.id == ACTIVITY.c.partner
        )
    )
    .where(~ACTIVITY.c.overtaken)
)


def _activity(row: RowMapping) -> Activity:
    return Activity(**row)
