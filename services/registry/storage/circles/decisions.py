"""The repository of decisions and the chains in which one revises another."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import RowMapping, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.circles.decision import Decision, DecisionStatus
from services.registry.storage.circles.tables import DECISIONS
from services.registry.storage.keyset import Window
from services.registry.storage.versioned import write

LONGEST_CHAIN = 200
# A cursor carries text; days written this way stand in their own order.
_DAY = func.to_char(DECISIONS.c.decided_on, "YYYY-MM-DD")


async def find(connection: AsyncConnection, decision_id: UUID) -> Decision | None:
    """Return a decision, None when there is none."""
    row = (await connection.execute(select(DECISIONS).where(DECISIONS.c.id == decision_id))).mappings().one_or_none()
    return None if row is None else _decision(row)


async def has_number(connection: AsyncConnection, decision: Decision) -> bool:
    """Tell whether another decision of the circle has this number."""
    others = (DECISIONS.c.circle == decision.circle, DECISIONS.c.id != decision.id)
    found = await connection.execute(select(exists().where(*others, DECISIONS.c.number == decision.number)))
    return bool(found.scalar())


async def listed(
    connection: AsyncConnection, window: Window, *, circle: UUID, status: DecisionStatus | None = None
) -> Sequence[Decision]:
    """Return a circle's decisions by their day; with a status only those."""
    query = select(DECISIONS).where(DECISIONS.c.circle == circle)
    if status is not None:
        query = query.where(DECISIONS.c.status == status)
    rows = await connection.execute(window.of(query, _DAY, DECISIONS.c.id))
    return [_decision(row) for row in rows.mappings()]


async def chain_of(connection: AsyncConnection, decision_id: UUID) -> Sequence[Decision]:
    """Return the decision with all that it revises and all that revise it, the oldest first."""
    earlier = select(DECISIONS.c.id, DECISIONS.c.revises).where(DECISIONS.c.id == decision_id)
    before = earlier.cte("before", recursive=True)
    before = before.union(select(DECISIONS.c.id, DECISIONS.c.revises).join(before, DECISIONS.c.id == before.c.revises))
    after = select(DECISIONS.c.id).where(DECISIONS.c.id == decision_id).cte("after", recursive=True)
    after = after.union(select(DECISIONS.c.id).join(after, DECISIONS.c.revises == after.c.id))
    linked = select(before.c.id).union(select(after.c.id))
    query = select(DECISIONS).where(DECISIONS.c.id.in_(linked)).limit(LONGEST_CHAIN)
    return in_order([_decision(row) for row in (await connection.execute(query)).mappings()])


def in_order(chain: Sequence[Decision]) -> Sequence[Decision]:
    """Return the decisions of an unbranched chain from the first to the last, whatever their days say."""
    following = {decision.revises: decision for decision in chain}
    known = {decision.id for decision in chain}
    step = next((decision for decision in chain if decision.revises not in known), None)
    ordered: list[Decision] = []
    while step is not None:
        ordered.append(step)
        step = following.get(step.id)
    return ordered


async def save(connection: AsyncConnection, decision: Decision) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await write(connection, DECISIONS, asdict(decision))


def _decision(row: RowMapping) -> Decision:
    return Decision(**{**row, "status": DecisionStatus(row["status"])})
