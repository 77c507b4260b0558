"""Drafts that nobody applied, and what was taken back, are forgotten after a month: their tables may say more than is needed."""

from datetime import date, timedelta

from services.registry.storage.exchange import imports
from shared.messaging.edge import Work

KEPT_DAYS = 30


async def forget_imports(work: Work, *, today: date) -> int:
    """Delete some that are too old and return how many."""
    return await imports.forget(work.connection, before=today - timedelta(days=KEPT_DAYS))
