"""The quality gates of all plans, the latest ones first."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.gates import Gate, GateState
from services.dashboard.domain.listing import Row
from services.dashboard.domain.rollout import present_rounds
from services.dashboard.storage.rollout import read_rounds

ORDER = (GateState.OVERDUE, GateState.DUE, GateState.AHEAD, GateState.OPEN)


async def gates_of_plans(connection: AsyncConnection) -> list[tuple[str, Gate]]:
    """Return every gate of a present round with its network."""
    present = present_rounds(await read_rounds(connection))
    return [(network, gate) for network, plan in present.items() for gate in plan.gates]


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
