"""Which goals networks have, for projects that say which of them they serve."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.projects.project import ServedGoal
from services.registry.storage.tables import NETWORKS


async def known(connection: AsyncConnection, goals: Collection[ServedGoal]) -> frozenset[ServedGoal]:
    """Return those of the goals that their networks have."""
    query = select(NETWORKS.c.id, NETWORKS.c.goals).where(NETWORKS.c.id.in_({served.network for served in goals}))
    rows = (await connection.execute(query)).all()
    own = {(network, goal["id"]) for network, goals_of_network in rows for goal in goals_of_network or ()}
    return frozenset(served for served in goals if (served.network, served.goal) in own)
