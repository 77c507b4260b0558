"""Lets time pass: children reach life phases, pauses end, and the items of digests end as their digest did.

Each step is asked again and again, and what it has written it does not write twice, whoever is killed and however many replicas look.
"""

import asyncio
from collections.abc import Callable

import structlog

from services.notifications.domain.calendar import berlin_day
from services.notifications.storage import subscriptions
from services.notifications.storage.digests import settle_items
from services.notifications.use_cases.tell_next_phases import tell_what_comes_next
from shared.database.failures import passes_by_itself
from shared.hosting.parts import Worker
from shared.hosting.running import Running
from shared.messaging.edge import Edge
from shared.telemetry.rarely import log_rarely

LOG = structlog.get_logger("time")

LOOK_SECONDS = 30.0
MOST_AT_ONCE = 500


def passing_time(ring: Callable[[], None]) -> Worker:
    """Return the worker; `ring` wakes whoever sends mails."""

    async def let_time_pass(running: Running) -> None:
        while True:
            try:
                await let_moment_come(running.edge)
                ring()
            except Exception as failure:
                if not passes_by_itself(failure):
                    raise
                log_rarely("time-waits-for-the-database", logger=LOG, failure=type(failure).__name__)
            await asyncio.sleep(LOOK_SECONDS)

    return let_time_pass


async def let_moment_come(edge: Edge) -> None:
    """Do what is due at this moment."""
    async with edge.transaction() as work:
        await settle_items(work.connection)
    ended = MOST_AT_ONCE
    while ended == MOST_AT_ONCE:
        async with edge.transaction() as work:
            ended = await subscriptions.end_pauses(work.connection, on=berlin_day(work.now), most=MOST_AT_ONCE)
    async with edge.transaction() as work:
        await tell_what_comes_next(work)
