"""Deletes the sessions that are over; nothing of them stays."""

import asyncio

from services.portal.settings import PortalSettings
from services.portal.storage.tables import SESSIONS
from shared.hosting.running import Running
from shared.identity.sessions import Sessions

EVERY_SECONDS = 600


async def tidy_sessions(running: Running) -> None:
    """Run for the app's life."""
    settings = running.settings
    assert isinstance(settings, PortalSettings)
    sessions = Sessions(running.engine, SESSIONS, key=settings.session_key, clock=running.clock)
    while True:
        await sessions.purge()
        await asyncio.sleep(EVERY_SECONDS)
