"""Which alarms have been told; the unique key tells each one once."""

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.rollout.alarm import GateAlarm
from services.registry.storage.rollout.tables import ALARMS


async def remember(connection: AsyncConnection, alarm: GateAlarm) -> int | None:
    """Write down that an alarm is told; return which telling about the gate it is, from 1, or None when it was told before.

    Two processes at the same moment: one of them finds the key taken, and None is what it is told.
    """
    told = ALARMS.alias("told")
    gate = (told.c.network == alarm.network, told.c.round == alarm.round, told.c.phase == alarm.phase)
    next_version = select(func.coalesce(func.max(told.c.version), 0) + 1).where(*gate).scalar_subquery()
    row = {
        "network": alarm.network,
        "round": alarm.round,
        "phase": alarm.phase,
        "version": next_version,
        "kind": alarm.kind,
        "planned_end": alarm.planned_end,
    }
    written = insert(ALARMS).values(**row).on_conflict_do_nothing().returning(ALARMS.c.version)
    version: int | None = (await connection.execute(written)).scalar_one_or_none()
    return version
