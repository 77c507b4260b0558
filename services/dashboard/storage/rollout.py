"""Reads the plans of all networks, round by round, and how the networks see themselves."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.gates import Gate
from services.dashboard.domain.rollout import Plan, SelfAssessment
from services.dashboard.storage.rollout_tables import ROLLOUT_PLANS, SELF_ASSESSMENTS

MOST_ROUNDS = 2000
MOST_ASSESSMENTS = 5000


async def read_rounds(connection: AsyncConnection) -> tuple[Plan, ...]:
    """Return every round of every network."""
    plan = ROLLOUT_PLANS.c
    query = select(plan.network, plan.round, plan.started_on, plan.gates).order_by(plan.network, plan.round)
    rows = await connection.execute(query.limit(MOST_ROUNDS))
    return tuple(
        Plan(network=network, round=number, started_on=started_on, gates=tuple(_gate(gate) for gate in gates))
        for network, number, started_on, gates in rows
    )


async def read_self_assessments(connection: AsyncConnection) -> tuple[SelfAssessment, ...]:
    """Return how each network saw itself in each year."""
    table = SELF_ASSESSMENTS.c
    query = select(table.network, table.year, table.scores).order_by(table.network, table.year)
    rows = await connection.execute(query.limit(MOST_ASSESSMENTS))
    return tuple(
        SelfAssessment(network=network, year=year, scores={each["factor"]: each["score"] for each in scores})
        for network, year, scores in rows
    )


def _gate(kept: Mapping[str, Any]) -> Gate:
    return Gate(
        phase=kept["phase"],
        label=kept["label"],
        belongs_to_set_up=kept["belongs_to_set_up"],
        planned_end=_day(kept.get("planned_end")),
        opened_on=_day(kept.get("opened_on")),
    )


def _day(kept: str | None) -> date | None:
    return None if kept is None else date.fromisoformat(kept)
