"""Asks another service's feed for what follows a checkpoint."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

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
        self._ahead: tuple[tuple[int, UUID | None], asyncio.Task[FeedPage]] | None = None

    async def page_after(self, checkpoint: Checkpoint) -> FeedPage:
        """Return what follows the checkpoint; raises FeedAway and FeedDiverged."""
        place = checkpoint.position, checkpoint.event_id
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] == place:
            return await ahead[1]
        if ahead is not None:
            ahead[1].cancel()
        return await self._page_after(*place)

    def look_ahead(self, page: FeedPage) -> None:
        """Ask for the page behind this one already, while its events are applied; nothing is promised."""
        if not page.entries or page.next >= page.head:
            return
        last = page.entries[-1]
        with suppress(KeyError, ValueError, TypeError, AttributeError):
            place = last.position, UUID((last.attributes or {})["id"])
            task = asyncio.create_task(self._page_after(*place))
            task.add_done_callback(_heed)
            self._ahead = place, task

    async def _page_after(self, position: int, event_id: UUID | None) -> FeedPage:
        asked: dict[str, str | int] = {"after": position, "limit": PAGE_EVENTS}
        if event_id is not None:
            asked["event"] = str(event_id)
        try:
            answer = await self._http.get(self._url, params=asked)
        except httpx.HTTPError as away:
            raise FeedAway(type(away).__name__) from away
        if answer.status_code == httpx.codes.CONFLICT:
            raise FeedDiverged
        if answer.status_code != httpx.codes.OK:
            raise FeedAway(str(answer.status_code))
        return _read(answer.content)


def _heed(task: asyncio.Task[FeedPage]) -> None:
    """A page that nobody came for may have failed; whoever asks next is told anew."""
    if not task.cancelled():
        task.exception()


def _read(content: bytes) -> FeedPage:
    try:
        page = orjson.loads(content)
        entries = tuple(Entry(position=int(event["sequence"]), attributes=event) for event in page["events"])
        return FeedPage(epoch=page["epoch"], head=page["head"], next=page["next"], entries=entries)
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as unreadable:
        raise FeedAway("unreadable answer") from unreadable
