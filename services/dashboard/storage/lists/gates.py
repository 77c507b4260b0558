"""The quality gates of all plans, the latest ones first."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.gates import Gate, GateState
from services.dashboard.domain.listing import Row
from services.dashboard.storage.rollout_tables import ROLLOUT_PLANS

ORDER = (GateState.OVERDUE, GateState.DUE, GateState.AHEAD, GateState.OPEN)
MOST_PLANS = 1000


async def gates_of_plans(connection: AsyncConnection) -> list[tuple[str, Gate]]:
    """Return every gate of a present plan with its network."""
    plan = ROLLOUT_PLANS.c
    query = select(plan.network, plan.gates).order_by(plan.network).limit(MOST_PLANS)
    return [(row.network, _gate(told)) for row in await connection.execute(query) for told in row.gates]


async def read_gates(connection: AsyncConnection, *, today: date) -> list[Row]:
    """Return what is overdue, then due, ahead and open; among equals by the planned day."""
    found = [(network, gate, gate.state(today)) for network, gate in await gates_of_plans(connection)]
    found.sort(key=lambda each: (ORDER.index(each[2]), each[1].planned_end or date.max))
    return [
        {
            "quarter": network,
            "gate": gate.label,
            "planned_end": gate.planned_end,
            "opened_on": gate.opened_on,
            "state": state,
            "days": gate.days_late(today),
        }
        for network, gate, state in found
    ]


def _gate(told: Mapping[str, Any]) -> Gate:
    return Gate(
        phase=told["phase"],
        label=told["label"],
        belongs_to_set_up=told["belongs_to_set_up"],
        planned_end=_day(told.get("planned_end")),
        opened_on=_day(told.get("opened_on")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
