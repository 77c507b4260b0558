"""Gives strangers an answer once more while nothing has changed since it was made: a dictionary instead of a search.

Whether something has changed is asked of the database each time (see SharedLook), so no answer is ever old; what depends on
the time of day is right to the minute. Refused, empty and personal answers are not remembered.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.offers.domain.search.when import minute_of
from services.offers.storage.search.live import LiveCatalogue
from services.offers.storage.search.standing import Standing
from shared.calendar_day import local_day
from shared.hosting.running import Clock
from shared.telemetry.metrics import Metrics
from shared.web.etag import is_unchanged

SEARCH: Final = "/offers/search"
HSDS_LISTS: Final = frozenset(
    {"/services", "/service_at_locations", "/organizations", "/taxonomies", "/taxonomy_terms"}
)
FEEDS: Final = frozenset({"/offers/calendar.ics", "/offers/feed.atom"})
LISTS: Final = frozenset({"/offers", SEARCH, *FEEDS, *HSDS_LISTS})
CONDITIONS: Final = frozenset({b"if-none-match", b"if-modified-since"})
NOT_TO_BE_REMEMBERED: Final = "not_to_be_remembered"
STANDING: Final = "standing"
"""How far the database was when the request came, for whoever answers it."""
MOST_ANSWERS: Final = 5_000
MOST_BYTES: Final = 64 * 2**20
LARGEST_BYTES: Final = 2**19

State = tuple[Standing, int, bool]
"""What the database said, the minute or day where the answer tells of times, and whether the second of the last change is over, from when on Last-Modified is told."""


@dataclass(frozen=True, slots=True)
class Made:
    """An answer, and the state of the database in which it was made or an earlier one."""

    state: State
    start: Message
    unchanged: Message
    body: bytes
    etag: str
    last_modified: str | None

    def is_at(self, headers: Headers) -> bool:
        """Tell whether the asker has it."""
        return is_unchanged(headers, etag=self.etag, modified=self.last_modified)


class RememberedAnswers:
    """Pure ASGI, before everything else; what it answers is counted, but has no line in the log."""

    def __init__(self, app: ASGIApp, *, live: LiveCatalogue, clock: Clock, metrics: Metrics) -> None:
        self._app = app
        self._live = live
        self._clock = clock
        self._seconds = metrics.request_seconds
        self._made: OrderedDict[bytes, Made] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or let the app answer and remember it."""
        if not _is_remembered(scope):
            await self._app(scope, receive, send)
            return
        began = perf_counter()
        key = scope["raw_path"] + b"?" + scope["query_string"]
        state = await self._state(scope)
        made = self._made.get(key)
        if made is None or made.state != state:
            await self._answer_and_remember(scope, receive, send, key=key, state=state)
            return
        self._made.move_to_end(key)
        unchanged = made.is_at(Headers(scope=scope))
        await send(made.unchanged if unchanged else made.start)
        await send({"type": "http.response.body", "body": b"" if unchanged else made.body})
        self._seconds.labels("GET", scope["path"], "304" if unchanged else "200").observe(perf_counter() - began)

    async def _state(self, scope: Scope) -> State:
        standing, now = await self._live.standing(), self._clock()
        return standing, _time_told(scope["path"], now), scope["app"].state.last_change.until(standing, now) <= now

    async def _answer_and_remember(
        self, scope: Scope, receive: Receive, send: Send, *, key: bytes, state: State
    ) -> None:
        """Who asks whether something has changed is no reason not to remember: the app is asked for the whole answer."""
        asks_whether = scope["path"] not in HSDS_LISTS and any(name in CONDITIONS for name, _ in scope["headers"])
        start: Message = {}
        parts: list[bytes] = []
        size = 0
        notes = scope.setdefault("state", {})
        notes[STANDING] = state[0]

        async def noting(message: Message) -> None:
            nonlocal start, size
            if message["type"] == "http.response.start":
                start = message
            else:
                size += len(message.get("body", b""))
                parts.append(message.get("body", b""))
                if size > LARGEST_BYTES and not asks_whether:
                    parts.clear()
            if not asks_whether:
                await send(message)

        await self._app(_unconditional(scope) if asks_whether else scope, receive, noting)
        if asks_whether:
            await _send_unless_unchanged(scope, send, start, b"".join(parts))
        if start.get("status") == 200 and size <= LARGEST_BYTES and not notes.get(NOT_TO_BE_REMEMBERED):
            self._remember(key, state, start, b"".join(parts))

    def _remember(self, key: bytes, state: State, start: Message, body: bytes) -> None:
        said = Headers(raw=start["headers"])
        etag = said.get("etag")
        if etag is None:
            return
        self._forget(key)
        self._made[key] = Made(state, start, _without_body(start), body, etag, said.get("last-modified"))
        self._bytes += len(body)
        while len(self._made) > MOST_ANSWERS or self._bytes > MOST_BYTES:
            self._forget(next(iter(self._made)))

    def _forget(self, key: bytes) -> None:
        if (old := self._made.pop(key, None)) is not None:
            self._bytes -= len(old.body)


def _time_told(path: str, now: datetime) -> int:
    """Return what of the time an answer depends on: a search tells what is open now, a feed begins with a day."""
    if path == SEARCH:
        return minute_of(now)
    return local_day(now).toordinal() if path in FEEDS else 0


def _unconditional(scope: Scope) -> Scope:
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in CONDITIONS]}


async def _send_unless_unchanged(scope: Scope, send: Send, start: Message, body: bytes) -> None:
    said, status = Headers(raw=start["headers"]), start["status"]
    tag = said.get("etag")
    if status == 200 and tag and is_unchanged(Headers(scope=scope), etag=tag, modified=said.get("last-modified")):
        start, body = _without_body(start), b""
    await send(start)
    await send({"type": "http.response.body", "body": body})


def _without_body(start: Message) -> Message:
    headers = [each for each in start["headers"] if each[0] not in {b"content-length", b"content-type"}]
    return {"type": "http.response.start", "status": 304, "headers": headers}


def _is_remembered(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in LISTS:
        return False
    return not any(name in {b"authorization", b"cookie"} for name, _ in scope["headers"])
