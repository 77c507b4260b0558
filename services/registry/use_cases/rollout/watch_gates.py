"""Looks at the plans' dates as long as the registry runs: every hour, so that a new day is noticed soon after midnight."""

import asyncio

from services.registry.use_cases.rollout.announce_gates import announce_gates
from shared.calendar_day import local_day
from shared.database.failures import passes_by_itself
from shared.hosting.running import Running

EVERY_SECONDS = 3600.0
LATER_SECONDS = 60.0


async def watch_gates(running: Running) -> None:
    """Announce what is due or overdue; whatever was told before is not told again."""
    while True:
        try:
            await _look_at_all_plans(running)
        except Exception as failure:
            if not passes_by_itself(failure):
                raise
            await asyncio.sleep(LATER_SECONDS)
            continue
        await asyncio.sleep(EVERY_SECONDS)


async def _look_at_all_plans(running: Running) -> None:
    today, after, is_first = local_day(running.clock()), None, True
    while is_first or after is not None:
        async with running.edge.transaction() as work:
            after = await announce_gates(work, today=today, after=after)
        is_first = False
