"""Notes when each source's feed last answered."""

import asyncio
from datetime import datetime, timedelta
from time import monotonic

from services.dashboard.storage.freshness import note_contact
from shared.database.failures import passes_by_itself
from shared.hosting.running import Running

EVERY_SECONDS = 5.0
FIRST_SECONDS = 0.5


async def note_contacts(running: Running) -> None:
    """Write what is new every few seconds until cancelled; the first time soon."""
    written: dict[str, float] = {}
    pause = FIRST_SECONDS
    while True:
        await asyncio.sleep(pause)
        heard = {reader.source: (reader.heard_at, reader.head) for reader in running.consumer.readers}
        fresh = {
            source: (at, head) for source, (at, head) in heard.items() if at is not None and at != written.get(source)
        }
        if fresh and await _is_written(running, fresh):
            written.update({source: at for source, (at, _) in fresh.items()})
            pause = EVERY_SECONDS


async def _is_written(running: Running, fresh: dict[str, tuple[float, int]]) -> bool:
    now, present = running.clock(), monotonic()
    contacts: list[tuple[str, datetime, int]] = [
        (source, now - timedelta(seconds=present - at), head) for source, (at, head) in sorted(fresh.items())
    ]
    try:
        async with running.edge.transaction() as work:
            await note_contact(work.connection, contacts)
    except Exception as failure:
        if not passes_by_itself(failure):
            raise
        return False
    return True
