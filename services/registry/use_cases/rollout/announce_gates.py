"""Tells which gates are due or overdue, each once for each planned day."""

from dataclasses import asdict
from datetime import date
from typing import Final

from services.registry.domain.rollout.alarm import AlarmKind, GateAlarm, alarms
from services.registry.storage.keyset import Window
from services.registry.storage.rollout import plans
from services.registry.storage.rollout.alarms import remember
from shared.contracts.contract import Contract
from shared.contracts.registry import GateDue, GateOverdue
from shared.messaging.edge import Work

CONTRACTS: Final[dict[AlarmKind, type[Contract]]] = {AlarmKind.DUE: GateDue, AlarmKind.OVERDUE: GateOverdue}
PLANS_AT_ONCE: Final = 100


async def announce_gates(work: Work, *, today: date, after: str | None = None) -> str | None:
    """Tell what a day brings for the next hundred plans; return the last one's network, None when there are no more."""
    window = Window(after=None if after is None else (after,), limit=PLANS_AT_ONCE)
    found = await plans.all_by_network(work.connection, window)
    for plan in found[:PLANS_AT_ONCE]:
        for alarm in alarms(plan, today=today):
            await _tell(work, alarm)
    return found[PLANS_AT_ONCE - 1].network if len(found) > PLANS_AT_ONCE else None


async def _tell(work: Work, alarm: GateAlarm) -> None:
    version = await remember(work.connection, alarm)
    if version is not None:
        subject = f"rollout-gate/{alarm.network}/{alarm.round}/{alarm.phase}"
        data = CONTRACTS[alarm.kind].model_validate(asdict(alarm))
        work.announce(subject, version=version, data=data, network=alarm.network)
