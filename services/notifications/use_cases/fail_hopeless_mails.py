"""Gives up on mails that no server has taken for days."""

from datetime import timedelta

from services.notifications.storage import ledger
from shared.messaging.edge import Work


async def fail_hopeless_mails(work: Work, *, after_hours: float) -> int:
    """Settle open mails that were due the hours ago as failed and return how many they were."""
    return await ledger.fail_open(work.connection, due_before=work.now - timedelta(hours=after_hours))
