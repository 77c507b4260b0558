"""Deletes what is over: sessions, and barriers that were told a year ago; nothing of them stays."""

import asyncio
from datetime import timedelta

from services.portal.settings import PortalSettings
from services.portal.storage import barriers
from services.portal.storage.tables import SESSIONS
from shared.hosting.running import Running
from shared.identity.sessions import Sessions

EVERY_SECONDS = 600
BARRIERS_KEPT = timedelta(days=365)


async def tidy(running: Running) -> None:
    """Run for the app's life."""
    settings = running.settings
    assert isinstance(settings, PortalSettings)
    sessions = Sessions(running.engine, SESSIONS, key=settings.session_key, clock=running.clock)
    while True:
        await sessions.purge()
        async with running.edge.transaction() as work:
            await barriers.remove_older_than(work.connection, running.clock() - BARRIERS_KEPT)
        await asyncio.sleep(EVERY_SECONDS)
