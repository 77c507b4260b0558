"""Asks another service's feed for what follows a checkpoint."""

from dataclasses import dataclass

import httpx
import orjson

from shared.messaging.checkpoints import Checkpoint
from shared.messaging.feed import PAGE_EVENTS
from shared.messaging.stream import Entry

MOST_BYTES = 8 << 20


class FeedAway(Exception):
    """The feed doesn't answer usably now; asking later can help."""


class FeedDiverged(Exception):
    """The feed's history is not the one that was applied here."""


@dataclass(frozen=True)
class FeedPage:
    """A stretch of another service's log."""

    epoch: str
    head: int
    next: int
    entries: tuple[Entry, ...]


class FeedClient:
    """Reads one feed URL; the HTTP client brings the service's token."""

    def __init__(self, http: httpx.AsyncClient, url: str) -> None:
        self._http = http
        self._url = url

    async def page_after(self, checkpoint: Checkpoint) -> FeedPage:
        """Return what follows the checkpoint; raises FeedAway and FeedDiverged."""
        asked: dict[str, str | int] = {"after": checkpoint.position, "limit": PAGE_EVENTS}
        if checkpoint.event_id is not None:
            asked["event"] = str(checkpoint.event_id)
        try:
            answer = await self._http.get(self._url, params=asked)
        except httpx.HTTPError as away:
            raise FeedAway(type(away).__name__) from away
        if answer.status_code == httpx.codes.CONFLICT:
            raise FeedDiverged
        if answer.status_code != httpx.codes.OK:
            raise FeedAway(str(answer.status_code))
        return _read(answer.content)


def _read(content: bytes) -> FeedPage:
    try:
        page = orjson.loads(content)
        entries = tuple(Entry(position=int(event["sequence"]), attributes=event) for event in page["events"])
        return FeedPage(epoch=page["epoch"], head=page["head"], next=page["next"], entries=entries)
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as unreadable:
        raise FeedAway("unreadable answer") from unreadable
