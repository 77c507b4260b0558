"""Serves the log over HTTP, complete and gapless; this heals every hole a stream may have.

Bodies leave as the log keeps them: no event is parsed to be served.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.messaging.event import placed

PAGE_EVENTS = 500
PAGE_BYTES = 2 << 20
SCAN_EVENTS = 2_000

_HEAD = text("SELECT epoch, (SELECT coalesce(max(position), 0) FROM event_log) AS head FROM log_identity")
_ID_AT = text("SELECT id FROM event_log WHERE position = :position")
_PAGE = text(
    "SELECT position, body::text AS body FROM event_log WHERE position > :after ORDER BY position LIMIT :limit"
)
_FILTERED = text(
    """
    SELECT position, CASE WHEN type = ANY(:types) AND (CAST(:network AS text) IS NULL OR network = :network)
                          THEN body::text END AS body
    FROM event_log WHERE position > :after ORDER BY position LIMIT :limit
    """
)


class LogDiverged(Exception):
    """The reader's last event is not in this log at its position: one of the two was restored."""


@dataclass(frozen=True)
class Page:
    """A stretch of the log; `next` is the position to ask for next."""

    epoch: str
    head: int
    next: int
    events: tuple[bytes, ...]

    def to_json(self) -> bytes:
        """Return the answer's body; `start` is 1 until the log is compacted."""
        start = b'{"epoch":"%s","start":1,"head":%d,"next":%d,"events":[' % (self.epoch.encode(), self.head, self.next)
        return start + b",".join(self.events) + b"]}"


async def read_page(
    connection: AsyncConnection,
    *,
    after: int,
    event: UUID | None,
    limit: int,
    public_types: Sequence[str] | None = None,
    network: str | None = None,
) -> Page:
    """Return up to `limit` events behind position `after`; raises LogDiverged when `event` is not the one there.

    With `public_types` only these are in the page, and `next` may run ahead of the last event in it.
    """
    identity = (await connection.execute(_HEAD)).one()
    if after and (event is not None or after > identity.head):
        known = (await connection.execute(_ID_AT, {"position": after})).scalar_one_or_none()
        if known is None or (event is not None and known != event):
            raise LogDiverged
    if public_types is None:
        rows = (await connection.execute(_PAGE, {"after": after, "limit": min(limit, PAGE_EVENTS)})).all()
    else:
        asked = {"after": after, "limit": SCAN_EVENTS, "types": list(public_types), "network": network}
        rows = (await connection.execute(_FILTERED, asked)).all()
    return _page(identity.epoch, identity.head, after, rows, limit=min(limit, PAGE_EVENTS))


def _page(epoch: str, head: int, after: int, rows: Sequence[tuple[int, str | None]], *, limit: int) -> Page:
    events: list[bytes] = []
    taken = 0
    for position, body in rows:
        if body is not None:
            event = placed(body.encode(), position)
            taken += len(event)
            if events and (taken > PAGE_BYTES or len(events) == limit):
                break
            events.append(event)
        after = position
    return Page(epoch=epoch, head=head, next=after, events=tuple(events))
