"""The repository of pairs that may be one partner."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, delete, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.duplicates.evidence import Reason, Verdict
from services.registry.domain.duplicates.pair import Pair, PairStatus, in_order
from services.registry.storage.duplicates.tables import PARTNER_PAIRS
from services.registry.storage.keyset import Window

# Lists are read forwards, the surest pair first.
RANKS = 1_000_000
QUEUE_LOCK = 0x1F_0102
_LOCK_QUEUE = text(f"SELECT pg_advisory_xact_lock({QUEUE_LOCK})")


def rank_of(score: float) -> int:
    """Return the place of a score in the queue, 0 for the surest."""
    return round((1 - score) * RANKS)


async def lock_queue(connection: AsyncConnection) -> None:
    """Let nobody else change the queue until the transaction ends; taken after `partners.lock_parents` and before any row."""
    await connection.execute(_LOCK_QUEUE)


async def find(connection: AsyncConnection, pair_id: UUID) -> Pair | None:
    """Return a pair and hold it until the transaction ends, None when there is none."""
    query = select(PARTNER_PAIRS).where(PARTNER_PAIRS.c.id == pair_id).with_for_update()
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _pair(row)


async def listed(connection: AsyncConnection, window: Window, *, cluster: UUID | None = None) -> Sequence[Pair]:
    """Return the open pairs, the surest first; with a cluster only its own."""
    query = select(PARTNER_PAIRS).where(PARTNER_PAIRS.c.status == PairStatus.OPEN)
    if cluster is not None:
        query = query.where(PARTNER_PAIRS.c.cluster == cluster)
    rows = await connection.execute(window.of(query, PARTNER_PAIRS.c.rank, PARTNER_PAIRS.c.id))
    return [_pair(row) for row in rows.mappings()]


async def keep(connection: AsyncConnection, partner_id: UUID, found: Sequence[Pair]) -> None:
    """Write the open pairs of a partner; what was decided stays as it was decided."""
    others = {pair.other if pair.one == partner_id else pair.one for pair in found}
    stale = and_(_touches(partner_id), PARTNER_PAIRS.c.status == PairStatus.OPEN, ~_touches_any(others))
    await connection.execute(delete(PARTNER_PAIRS).where(stale))
    if not found:
        return
    statement = insert(PARTNER_PAIRS).values([_row(pair) for pair in found])
    changed = {name: statement.excluded[name] for name in ("rank", "score", "verdict", "reasons")}
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["one", "other"], set_=changed, where=PARTNER_PAIRS.c.status == PairStatus.OPEN
        )
    )


async def decide(connection: AsyncConnection, pair_id: UUID, status: PairStatus, at: datetime) -> None:
    """Write what was decided about a pair."""
    decided = {"status": status, "decided_at": at, "cluster": None}
    await connection.execute(update(PARTNER_PAIRS).where(PARTNER_PAIRS.c.id == pair_id).values(decided))


async def decide_between(
    connection: AsyncConnection, left: UUID, right: UUID, status: PairStatus, at: datetime
) -> None:
    """Write what was decided about two partners if they are a pair, and drop the open pairs of the one that was merged."""
    one, other = in_order(left, right)
    of_both = and_(PARTNER_PAIRS.c.one == one, PARTNER_PAIRS.c.other == other)
    decided = {"status": status, "decided_at": at, "cluster": None}
    await connection.execute(update(PARTNER_PAIRS).where(of_both).values(decided))
    if status is PairStatus.MERGED:
        is_open = PARTNER_PAIRS.c.status == PairStatus.OPEN
        await connection.execute(delete(PARTNER_PAIRS).where(_touches(left), is_open))


async def open_edges(connection: AsyncConnection) -> list[tuple[UUID, UUID, UUID, UUID | None]]:
    """Return each open pair's id, its two partners and its cluster, ordered by id."""
    columns = (PARTNER_PAIRS.c.id, PARTNER_PAIRS.c.one, PARTNER_PAIRS.c.other, PARTNER_PAIRS.c.cluster)
    query = select(*columns).where(PARTNER_PAIRS.c.status == PairStatus.OPEN).order_by(PARTNER_PAIRS.c.id)
    return [(row[0], row[1], row[2], row[3]) for row in await connection.execute(query)]


async def put_into_clusters(connection: AsyncConnection, cluster_of: Mapping[UUID, UUID]) -> None:
    """Write the clusters of some pairs, not of those decided meanwhile."""
    statement = text(
        "UPDATE partner_pairs SET cluster = new.cluster FROM unnest(CAST(:ids AS uuid[]), CAST(:clusters AS uuid[])) "
        "AS new (id, cluster) WHERE partner_pairs.id = new.id AND partner_pairs.status = 'open'"
    )
    asked = {"ids": list(cluster_of), "clusters": list(cluster_of.values())}
    await connection.execute(statement, asked)


def _touches(partner_id: UUID) -> Any:
    return or_(PARTNER_PAIRS.c.one == partner_id, PARTNER_PAIRS.c.other == partner_id)


def _touches_any(partners: Collection[UUID]) -> Any:
    return or_(PARTNER_PAIRS.c.one.in_(partners), PARTNER_PAIRS.c.other.in_(partners))


def _row(pair: Pair) -> dict[str, Any]:
    return {**asdict(pair), "reasons": [asdict(reason) for reason in pair.reasons], "rank": rank_of(pair.score)}


def _pair(row: RowMapping) -> Pair:
    fields = {name: value for name, value in row.items() if name != "rank"}
    words = {
        "verdict": Verdict(row["verdict"]),
        "status": PairStatus(row["status"]),
        "reasons": tuple(Reason(**reason) for reason in row["reasons"]),
    }
    return Pair(**{**fields, **words})
