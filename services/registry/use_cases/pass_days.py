"""The worker that lets days pass: each step takes a batch in its own transaction and is asked again until nothing is left.

It asks every hour, for an hour's delay after midnight harms nobody; what was taken is written down, so no step takes it twice.
"""

import asyncio
from collections.abc import Awaitable
from datetime import date
from typing import Protocol

from services.registry.use_cases.agreements.pass_time import bring_to_review, mark_overdue, remind
from services.registry.use_cases.exchange.forget_imports import forget_imports
from services.registry.use_cases.projects.pass_time import alarm_of_endings
from shared.calendar_day import local_day
from shared.database.failures import passes_by_itself
from shared.hosting.running import Running
from shared.messaging.edge import Edge, Work

EVERY_SECONDS = 3_600.0
LATER_SECONDS = 60.0


class DailyStep(Protocol):
    """Takes one batch of what a day brings and returns how many it took."""

    def __call__(self, work: Work, *, today: date) -> Awaitable[int]:
        """Take a batch."""


STEPS: tuple[DailyStep, ...] = (mark_overdue, bring_to_review, remind, alarm_of_endings, forget_imports)


async def pass_days(running: Running) -> None:
    """Let the present day come, again and again until cancelled."""
    while True:
        try:
            await let_day_come(running.edge, local_day(running.clock()))
        except Exception as failure:
            if not passes_by_itself(failure):
                raise
            await asyncio.sleep(LATER_SECONDS)
            continue
        await asyncio.sleep(EVERY_SECONDS)


async def let_day_come(edge: Edge, today: date) -> None:
    """Do everything that this day brings and no other has brought."""
    for step in STEPS:
        while await _take_batch(edge, step, today):
            pass


async def _take_batch(edge: Edge, step: DailyStep, today: date) -> int:
    async with edge.transaction() as work:
        return await step(work, today=today)
