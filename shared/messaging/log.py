"""Writes events as the last two statements of a transaction: gapless positions in the order of commits.

The lock is held only from here to the commit, so writers of one service queue for a commit and for nothing else.
"""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.messaging.event import NewEvent, envelope

LOG_LOCK = 0x1F_0001

_LOCK = text(f"SELECT pg_advisory_xact_lock({LOG_LOCK})")
_APPEND = text(
    """
    INSERT INTO event_log (position, id, type, subject, subject_version, network, time, body)
    SELECT (SELECT coalesce(max(position), 0) FROM event_log) + ordinality,
           id, type, subject, subject_version, network, time, body::json
    FROM unnest(CAST(:ids AS uuid[]), CAST(:types AS text[]), CAST(:subjects AS text[]), CAST(:versions AS integer[]),
                CAST(:networks AS text[]), CAST(:times AS timestamptz[]), CAST(:bodies AS text[]))
         WITH ORDINALITY AS new (id, type, subject, subject_version, network, time, body, ordinality)
    RETURNING position
    """
)


async def append(connection: AsyncConnection, events: Sequence[NewEvent], *, source: str) -> int:
    """Append events in their order and return the last position; 0 when there are none.

    Nothing may follow in this transaction but the commit (READ COMMITTED: the insert sees what the lock waited for).
    """
    if not events:
        return 0
    await connection.execute(_LOCK)
    rows = await connection.execute(
        _APPEND,
        {
            "ids": [event.id for event in events],
            "types": [event.data.type() for event in events],
            "subjects": [event.subject for event in events],
            "versions": [event.subject_version for event in events],
            "networks": [event.network for event in events],
            "times": [event.time for event in events],
            "bodies": [envelope(event, source=source).decode() for event in events],
        },
    )
    return max(int(row.position) for row in rows)
