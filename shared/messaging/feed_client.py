"""Asks another service's feed for what follows a checkpoint."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

import httpx
import orjson

from shared.messaging.checkpoints import Checkpoint
from shared.messaging.feed import PAGE_EVENTS
from shared.messaging.stream import Entry, ReadAhead


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


Place = tuple[int, UUID | None]
"""A position and the id of the event there, which a page follows."""


@dataclass
class Ahead:
    """The pages that are asked for before anybody comes for them: one waits here read, one more unread with whoever asks."""

    place: Place | None
    pages: asyncio.Queue[FeedPage | Exception]
    asking: asyncio.Task[None]


class FeedClient:
    """Reads one feed URL; the HTTP client brings the service's token."""

    def __init__(self, http: httpx.AsyncClient, url: str) -> None:
        self._http = http
        self._url = url
        self._ahead: Ahead | None = None

    async def page_after(self, checkpoint: Checkpoint) -> FeedPage:
        """Return what follows the checkpoint; raises FeedAway and FeedDiverged."""
        place = checkpoint.position, checkpoint.event_id
        ahead = self._ahead
        if ahead is None or ahead.place != place:
            self.stop_looking_ahead()
            return await self._page_after(*place)
        ahead.place = None  # Stream and feed may ask at once; the page is for one of them.
        page = await ahead.pages.get()
        ahead.pages.task_done()
        if isinstance(page, Exception):
            raise page
        ahead.place = _place_behind(page)
        return page

    def look_ahead(self, page: FeedPage, *, read: ReadAhead) -> None:
        """Ask for the pages behind this one while its events are applied, and have them read; nothing is promised."""
        place = _place_behind(page)
        if place is None or (self._ahead is not None and self._ahead.place == place):
            return
        self.stop_looking_ahead()
        pages: asyncio.Queue[FeedPage | Exception] = asyncio.Queue()
        self._ahead = Ahead(place, pages, asyncio.create_task(self._ask_on(place, pages, read)))

    def stop_looking_ahead(self) -> None:
        """Forget the pages that nobody came for; who waits for one is told to ask again."""
        if self._ahead is not None:
            self._ahead.asking.cancel()
            self._ahead.pages.put_nowait(FeedAway("another place was asked for"))
            self._ahead = None

    async def _ask_on(self, place: Place, pages: asyncio.Queue[FeedPage | Exception], read: ReadAhead) -> None:
        following: asyncio.Task[FeedPage] | None = self._asked(place)
        try:
            while following is not None:
                page = await following
                # Only then: the events of the page before are being applied, and their database is waited for.
                await pages.join()
                behind = _place_behind(page)
                following = self._asked(behind) if behind is not None else None
                await read(page.entries)
                pages.put_nowait(page)
        except Exception as failure:  # noqa: BLE001 - it is raised to whoever comes for the page
            pages.put_nowait(failure)
        finally:
            if following is not None:
                following.cancel()

    def _asked(self, place: Place) -> asyncio.Task[FeedPage]:
        return asyncio.create_task(self._page_after(*place))

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


def _place_behind(page: FeedPage) -> Place | None:
    """Return where the next page begins; None behind the last one, or where its place can't be told."""
    if not page.entries or page.next >= page.head:
        return None
    last = page.entries[-1]
    with suppress(KeyError, ValueError, TypeError, AttributeError):
        return last.position, UUID((last.attributes or {})["id"])
    return None


def _read(content: bytes) -> FeedPage:
    try:
        page = orjson.loads(content)
        entries = tuple(Entry(position=int(event["sequence"]), attributes=event) for event in page["events"])
        return FeedPage(epoch=page["epoch"], head=page["head"], next=page["next"], entries=entries)
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as unreadable:
        raise FeedAway("unreadable answer") from unreadable
