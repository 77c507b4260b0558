"""Reads and writes pairs of offers."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.double_structures.judgement import Verdict
from services.offers.domain.double_structures.pair import Pair, PairState
from services.offers.domain.offer_status import Status
from services.offers.storage.double_structures.tables import OFFER_PAIRS
from services.offers.storage.tables import OFFERS

MOST_OF_AN_OFFER = 200
_PAIR = OFFER_PAIRS.c


async def find(connection: AsyncConnection, pair_id: UUID) -> Pair | None:
    """Return a pair, locked until the transaction ends; None if there is none."""
    query = select(OFFER_PAIRS).where(_PAIR.id == pair_id).with_for_update()
    row = (await connection.execute(query)).mappings().one_or_none()
    return _pair(row) if row is not None else None


async def of_offers(connection: AsyncConnection, offers: Collection[UUID]) -> list[Pair]:
    """Return the pairs in which one of the offers is."""
    query = select(OFFER_PAIRS).where(or_(_PAIR.one.in_(offers), _PAIR.other.in_(offers))).order_by(_PAIR.id)
    return [_pair(row) for row in (await connection.execute(query.limit(MOST_OF_AN_OFFER * len(offers)))).mappings()]


async def widowed(connection: AsyncConnection, *, most: int) -> list[Pair]:
    """Return open pairs of which one offer is not published any more."""
    published = select(OFFERS.c.id).where(OFFERS.c.status == Status.PUBLISHED.value)
    alone = or_(_PAIR.one.not_in(published), _PAIR.other.not_in(published))
    query = select(OFFER_PAIRS).where(_PAIR.state == PairState.OPEN.value, alone).order_by(_PAIR.id).limit(most)
    return [_pair(row) for row in (await connection.execute(query)).mappings()]


async def save(connection: AsyncConnection, pairs: Sequence[Pair]) -> None:
    """Write pairs, new ones and later versions."""
    if not pairs:
        return
    statement = insert(OFFER_PAIRS).values([_row(pair) for pair in pairs])
    renewed = {
        name: statement.excluded[name] for name in ("version", "verdict", "score", "reasons", "state", "decided_at")
    }
    await connection.execute(statement.on_conflict_do_update(index_elements=[_PAIR.id], set_=renewed))


async def page(
    connection: AsyncConnection,
    *,
    networks: Collection[str] | None,
    state: PairState,
    limit: int,
    after: tuple[Any, ...] | None,
) -> list[Pair]:
    """Return pairs in a state in the order of their ids; `networks` None means all."""
    query = select(OFFER_PAIRS).where(_PAIR.state == state.value)
    if networks is not None:
        query = query.where(_PAIR.network.in_(networks))
    if after is not None:
        query = query.where(_PAIR.id > after[0])
    return [_pair(row) for row in (await connection.execute(query.order_by(_PAIR.id).limit(limit))).mappings()]


def _row(pair: Pair) -> dict[str, Any]:
    return {**vars(pair), "reasons": list(pair.reasons), "verdict": pair.verdict.value, "state": pair.state.value}


def _pair(row: RowMapping) -> Pair:
    said = {
        **row,
        "verdict": Verdict(row["verdict"]),
        "state": PairState(row["state"]),
        "reasons": tuple(row["reasons"]),
    }
    return Pair(**said)
