"""Holds the retention of what every service keeps: the audit trail, 24 months."""

import asyncio

from shared.database.failures import passes_by_itself
from shared.hosting.running import Running
from shared.identity.audit import purge

ONCE_A_DAY_SECONDS = 24 * 3600.0
LATER_SECONDS = 60.0


async def purge_audit_trail(running: Running) -> None:
    """Delete what is too old, once a day and at the start."""
    while True:
        try:
            async with running.edge.transaction() as work:
                await purge(work.connection, work.now)
        except Exception as failure:
            if not passes_by_itself(failure):
                raise
            await asyncio.sleep(LATER_SECONDS)
            continue
        await asyncio.sleep(ONCE_A_DAY_SECONDS)
