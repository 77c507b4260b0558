"""Which goals networks have, for projects that say which of them they serve, and which projects serve a goal."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.projects.project import ServedGoal
from services.registry.storage.projects.tables import PROJECTS
from services.registry.storage.tables import NETWORKS


async def known(connection: AsyncConnection, goals: Collection[ServedGoal]) -> frozenset[ServedGoal]:
    """Return those of the goals that their networks have, and go on having until the transaction ends."""
    networks = sorted({served.network for served in goals})
    query = select(NETWORKS.c.id, NETWORKS.c.goals).where(NETWORKS.c.id.in_(networks)).order_by(NETWORKS.c.id)
    rows = (await connection.execute(query.with_for_update(read=True))).all()
    own = {(network, goal["id"]) for network, goals_of_network in rows for goal in goals_of_network or ()}
    return frozenset(served for served in goals if (served.network, served.goal) in own)


async def hold(connection: AsyncConnection, network: str) -> None:
    """Wait for projects that are about to serve this network's goals, and let no other begin until the transaction ends."""
    query = select(NETWORKS.c.id).where(NETWORKS.c.id == network).with_for_update(key_share=True)
    await connection.execute(query)


async def served_by(connection: AsyncConnection, network: str, goals: Collection[str], *, most: int) -> Sequence[str]:
    """Return the names of projects that serve any of these goals, in their order."""
    serves = [PROJECTS.c.goals.contains([{"network": network, "goal": goal}]) for goal in goals]
    query = select(PROJECTS.c.label).where(or_(*serves)).order_by(PROJECTS.c.sort_key, PROJECTS.c.id).limit(most)
    return list((await connection.execute(query)).scalars())
