"""Hears which offers nobody has confirmed in time, and notes a mail for each; what is old news is left aside."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from services.notifications.storage.rechecks.mails import add
from shared.contracts.offers import RecheckDue
from shared.messaging.batch import Batch, Listener
from shared.messaging.event import Event


def rechecks_listener(*, news_for: timedelta, ring: Callable[[], None]) -> Listener:
    """Return the listener; `ring` wakes whoever writes the mails once they are committed."""

    async def apply(batch: Batch, events: Sequence[Event[Any]]) -> None:
        rows = [_row(event) for event in events if event.time > batch.now - news_for]
        if rows:
            await add(batch.connection, rows)
            batch.after_commit.append(ring)

    return Listener(types=(RecheckDue,), apply=apply)


def _row(event: Event[RecheckDue]) -> dict[str, Any]:
    due = event.data
    return {
        "id": event.id,  # the same after a rebuild, so that a mail that is sent again has the same Message-ID
        "offer": due.offer,
        "confirmed_on": due.confirmed_on,
        "stage": due.stage.value,
        "network": due.network,
        "organisation": due.organisation,
        "title": due.title,
        "source": event.source,
        "due_at": event.time,
        "created_at": event.time,
    }
