"""Tells which gates are due or overdue, each once for each planned day."""

from dataclasses import asdict
from datetime import date
from typing import Final

from services.registry.domain.rollout.alarm import AlarmKind, alarms
from services.registry.storage.keyset import Window
from services.registry.storage.rollout import plans
from services.registry.storage.rollout.alarms import NumberedAlarm, remember
from shared.contracts.contract import Contract
from shared.contracts.registry import GateDue, GateOverdue
from shared.messaging.edge import Work

CONTRACTS: Final[dict[AlarmKind, type[Contract]]] = {AlarmKind.DUE: GateDue, AlarmKind.OVERDUE: GateOverdue}
PLANS_AT_ONCE: Final = 100


async def announce_gates(work: Work, *, today: date, after: str | None = None) -> str | None:
    """Tell what a day brings for the next hundred plans; return the last one's network, None when there are no more."""
    window = Window(after=None if after is None else (after,), limit=PLANS_AT_ONCE)
    found = await plans.all_by_network(work.connection, window)
    due = [alarm for plan in found[:PLANS_AT_ONCE] for alarm in alarms(plan, today=today)]
    for told in await remember(work.connection, due):
        _tell(work, told)
    return found[PLANS_AT_ONCE - 1].network if len(found) > PLANS_AT_ONCE else None


def _tell(work: Work, told: NumberedAlarm) -> None:
    alarm = told.alarm
    subject = f"rollout-gate/{alarm.network}/{alarm.round}/{alarm.phase}"
    data = CONTRACTS[alarm.kind].model_validate(asdict(alarm))
    work.announce(subject, version=told.version, data=data, network=alarm.network)
