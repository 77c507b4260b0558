"""Deletes sessions that are over, so that nothing of them stays."""

import asyncio

from services.dashboard.settings import DashboardSettings
from services.dashboard.storage.tables import SESSIONS
from shared.hosting.running import Running
from shared.identity.sessions import Sessions

EVERY_SECONDS = 600


async def tidy_sessions(running: Running) -> None:
    """Run for the app's life."""
    settings = running.settings
    assert isinstance(settings, DashboardSettings)
    sessions = Sessions(running.engine, SESSIONS, key=settings.session_key, clock=running.clock)
    while True:
        await sessions.purge()
        await asyncio.sleep(EVERY_SECONDS)
