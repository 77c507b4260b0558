"""The workers that let time pass: planned publications within seconds, re-checks and figures within the hour.

Each step takes a batch in its own transaction and is asked again until nothing is left; what was taken is written down in the
same transaction, so that no step takes it twice, whoever is killed and however many replicas look.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

from services.offers.storage.freshness import links
from services.offers.use_cases.freshness.ask_owners import ask_owners
from services.offers.use_cases.freshness.count_freshness import count_freshness
from services.offers.use_cases.suggestions.suggest import forget_answered
from services.offers.use_cases.workflow.plan_publication import publish_due
from shared.calendar_day import local_day
from shared.database.failures import passes_by_itself
from shared.hosting.running import Running
from shared.messaging.edge import Edge

LOOK_SECONDS = 5.0
HOUR_SECONDS = 3_600.0
LATER_SECONDS = 60.0


async def publish_as_planned(running: Running) -> None:
    """Publish what is due, again and again until cancelled."""
    await _repeat(lambda: let_plans_come_true(running.edge), every_seconds=LOOK_SECONDS, later_seconds=LOOK_SECONDS)


async def keep_fresh(running: Running) -> None:
    """Let the present day come, again and again until cancelled."""
    await _repeat(
        lambda: let_day_come(running.edge, local_day(running.clock())),
        every_seconds=HOUR_SECONDS,
        later_seconds=LATER_SECONDS,
    )


async def let_plans_come_true(edge: Edge) -> None:
    """Publish everything that is due."""
    published = 1
    while published:
        async with edge.transaction() as work:
            published = await publish_due(work)


async def let_day_come(edge: Edge, today: date) -> None:
    """Ask for what is overdue, tell the figures, and forget what nobody needs any more."""
    asked = 1
    while asked:
        async with edge.transaction() as work:
            asked = await ask_owners(work, today=today)
    async with edge.transaction() as work:
        await count_freshness(work, today=today)
        await links.forget_old(work.connection, work.now)
        await forget_answered(work)


async def _repeat(job: Callable[[], Awaitable[None]], *, every_seconds: float, later_seconds: float) -> None:
    while True:
        pause = every_seconds
        try:
            await job()
        except Exception as failure:
            if not passes_by_itself(failure):
                raise
            pause = later_seconds
        await asyncio.sleep(pause)
