"""The repository of roll-out plans, with all their earlier versions and so their earlier rounds."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.rollout.plan import Gate, RolloutPlan
from services.registry.storage.keyset import Window
from services.registry.storage.rollout.tables import PLAN_HISTORY, PLANS
from services.registry.storage.tables import NETWORKS
from services.registry.storage.versioned import write

GATES = TypeAdapter(tuple[Gate, ...])
MOST_ROUNDS = 1000


async def find(connection: AsyncConnection, network: str) -> RolloutPlan | None:
    """Return a network's plan in its present round, None when there is none."""
    row = (await connection.execute(select(PLANS).where(PLANS.c.network == network))).mappings().one_or_none()
    return None if row is None else _plan(row)


async def listed(connection: AsyncConnection, window: Window) -> Sequence[tuple[str, RolloutPlan]]:
    """Return the plans by their networks' names, each with the name's sort key."""
    query = select(PLANS, NETWORKS.c.sort_key).join(NETWORKS, NETWORKS.c.id == PLANS.c.network)
    rows = await connection.execute(window.of(query, NETWORKS.c.sort_key, NETWORKS.c.id))
    return [(row["sort_key"], _plan(row)) for row in rows.mappings()]


async def all_by_network(connection: AsyncConnection, window: Window) -> Sequence[RolloutPlan]:
    """Return the plans in the order of their networks' ids."""
    rows = await connection.execute(window.of(select(PLANS), PLANS.c.network))
    return [_plan(row) for row in rows.mappings()]


async def history(connection: AsyncConnection, network: str, window: Window) -> Sequence[RolloutPlan]:
    """Return all versions of a plan, the first one first."""
    query = select(PLAN_HISTORY).where(PLAN_HISTORY.c.network == network)
    rows = await connection.execute(window.of(query, PLAN_HISTORY.c.version))
    return [_plan(row) for row in rows.mappings()]


async def rounds(connection: AsyncConnection, network: str | None = None) -> Sequence[RolloutPlan]:
    """Return how each round of a network, or of all, stood in the end or stands now; the newest thousand are enough to learn from."""
    query = select(PLAN_HISTORY).ext(distinct_on(PLAN_HISTORY.c.network, PLAN_HISTORY.c.round))
    if network is not None:
        query = query.where(PLAN_HISTORY.c.network == network)
    query = query.order_by(PLAN_HISTORY.c.network, PLAN_HISTORY.c.round, PLAN_HISTORY.c.version.desc())
    last = query.subquery()
    newest = select(last).order_by(last.c.started_on.desc(), last.c.network, last.c.round.desc()).limit(MOST_ROUNDS)
    return [_plan(row) for row in (await connection.execute(newest)).mappings()]


async def save(connection: AsyncConnection, plan: RolloutPlan) -> None:
    """Write a new version and keep it in the history; raises ChangedMeanwhile."""
    row = _row(plan)
    await write(connection, PLANS, row)
    await connection.execute(PLAN_HISTORY.insert().values(**row))


def _row(plan: RolloutPlan) -> dict[str, Any]:
    return {
        "network": plan.network,
        "version": plan.version,
        "round": plan.round,
        "reason": plan.reason,
        "template_version": plan.template_version,
        "started_on": plan.started_on,
        "gates": GATES.dump_python(plan.gates, mode="json"),
    }


def _plan(row: RowMapping) -> RolloutPlan:
    fields = {column.name: row[column.name] for column in PLANS.columns}
    return RolloutPlan(**{**fields, "gates": GATES.validate_python(row["gates"])})
