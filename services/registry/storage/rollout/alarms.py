"""Which alarms have been told; the unique key tells each one once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.rollout.alarm import AlarmKind, GateAlarm
from services.registry.storage.rollout.tables import ALARMS


@dataclass(frozen=True)
class NumberedAlarm:
    """An alarm that nobody was told of, and which telling about its gate it is, from 1."""

    version: int
    alarm: GateAlarm


async def remember(connection: AsyncConnection, alarms: Sequence[GateAlarm]) -> list[NumberedAlarm]:
    """Write down which alarms are told now and return them; those told before are left out. There is one alarm a gate.

    Two processes at the same moment: one of them finds the key taken, and what it is told leaves that alarm out.
    """
    if not alarms:
        return []
    before = select(ALARMS.c.network, ALARMS.c.round, ALARMS.c.phase, ALARMS.c.kind, ALARMS.c.planned_end)
    known = before.where(ALARMS.c.network.in_({alarm.network for alarm in alarms}))
    told = {tuple(row) for row in await connection.execute(known)}
    new = [alarm for alarm in alarms if (*_gate(alarm), alarm.kind, alarm.planned_end) not in told]
    return await _written(connection, new) if new else []


async def _written(connection: AsyncConnection, alarms: Sequence[GateAlarm]) -> list[NumberedAlarm]:
    gate = (ALARMS.c.network, ALARMS.c.round, ALARMS.c.phase)
    newest = select(*gate, func.max(ALARMS.c.version)).where(tuple_(*gate).in_([_gate(alarm) for alarm in alarms]))
    versions = {tuple(key): version for *key, version in await connection.execute(newest.group_by(*gate))}
    numbered = [NumberedAlarm(versions.get(_gate(alarm), 0) + 1, alarm) for alarm in alarms]
    rows = insert(ALARMS).values([_row(each) for each in numbered])
    written = await connection.execute(rows.on_conflict_do_nothing().returning(*gate))
    kept = {tuple(row) for row in written}
    return [each for each in numbered if _gate(each.alarm) in kept]


def _gate(alarm: GateAlarm) -> tuple[str, int, str]:
    return alarm.network, alarm.round, alarm.phase


def _row(told: NumberedAlarm) -> dict[str, object]:
    alarm = told.alarm
    kind = AlarmKind(alarm.kind).value
    return {
        "network": alarm.network,
        "round": alarm.round,
        "phase": alarm.phase,
        "version": told.version,
        "kind": kind,
        "planned_end": alarm.planned_end,
    }
