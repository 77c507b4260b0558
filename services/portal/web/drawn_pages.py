"""Pages that are the same for everybody are drawn once: again only when something that they are made of has changed.

Three steps, each dearer than the one before. Within a second a page is given again as it left, without asking anybody. After that one
question vouches for all pages at once (`shared_question.py`): while nothing has changed anywhere, a page stands for a minute, for some of
it tells of the time of day. Only then its own parts are asked for, which mostly answers "unchanged" (304), and only other parts make
another page. After a change all pages ask at once: then a few go first, and the others are given again as they were seconds ago.
Words that somebody looked for are never kept.
"""

import gzip
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any, Final

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.portal.web.shared_question import Ask, SharedQuestion
from shared.web.languages import Language, choose_language
from shared.web.pages.view import View

MADE_OF: Final = "made_of"
STANDS: Final = "page_that_stands"
IS_UNCHANGED: Final = "page_is_unchanged"
PRIVATE_QUERY: Final = "suche"
MOST_BYTES: Final = 6 * 2**20
LARGEST_BYTES: Final = 2**18
# What tells of the time of day ("open now", the next date) is right to the minute.
MOST_SECONDS_VOUCHED: Final = 60.0
# While so many are asking for their parts, a page that was true a few seconds ago need not.
MANY_ASKING: Final = 4
MOST_SECONDS_BEHIND: Final = 5.0
COMPRESSION_LEVEL: Final = 6

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it left, packed, when its parts were asked for, and how far everything was by then."""

    at: float
    standing: Hashable | None
    made_of: object
    start: Message
    body: bytes

    async def give(self, scope: Scope, send: Send) -> None:
        """Send it, unpacked for the few who can't unpack it."""
        body, start = self.body, {**self.start, "headers": list(self.start["headers"])}
        headers = MutableHeaders(raw=start["headers"])
        if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
        else:
            body = gzip.decompress(body)
        headers["Content-Length"] = str(len(body))
        await send(start)
        await send({"type": "http.response.body", "body": body})


class Kept:
    """The pages asked for last, up to so many bytes."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Sent] = OrderedDict()
        self._bytes = 0

    def get(self, key: Key) -> Sent | None:
        """Return what is kept."""
        page = self._pages.get(key)
        if page is not None:
            self._pages.move_to_end(key)
        return page

    def put(self, key: Key, page: Sent) -> None:
        """Keep a page in the place of the earlier one."""
        if len(page.body) > LARGEST_BYTES:
            return
        before = self._pages.pop(key, None)
        self._bytes += len(page.body) - (len(before.body) if before is not None else 0)
        self._pages[key] = page
        while self._bytes > MOST_BYTES:
            _, oldest = self._pages.popitem(last=False)
            self._bytes -= len(oldest.body)


class DrawnPages:
    """Pure ASGI, before everything else: gives a page again while it is known to be true."""

    def __init__(self, app: ASGIApp, *, languages: Sequence[Language], trust_seconds: float, ask: Ask) -> None:
        self._app = app
        self._languages = languages
        self._trust_seconds = trust_seconds
        self._question = SharedQuestion(ask, seconds=trust_seconds)
        self._kept = Kept()
        self._asking = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or let the app answer and keep it."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        key = _key(scope, self._languages)
        sent = self._kept.get(key)
        if sent is not None and await self._is_still_true(sent):
            await sent.give(scope, send)
            return
        self._asking += sent is not None
        try:
            await self._answer_and_keep(scope, receive, send, key=key, before=sent)
        finally:
            self._asking -= sent is not None

    async def _is_still_true(self, sent: Sent) -> bool:
        age = monotonic() - sent.at
        if age < self._trust_seconds or not self._trust_seconds:
            return self._trust_seconds > 0
        standing = await self._question.answer()
        if standing is not None and standing == sent.standing and age < MOST_SECONDS_VOUCHED:
            return True
        return self._asking >= MANY_ASKING and self._was_true_lately(sent)

    def _was_true_lately(self, sent: Sent) -> bool:
        true_at = max(sent.at, min(self._question.held_until(sent.standing), sent.at + MOST_SECONDS_VOUCHED))
        return monotonic() - true_at < MOST_SECONDS_BEHIND

    async def _answer_and_keep(
        self, scope: Scope, receive: Receive, send: Send, *, key: Key, before: Sent | None
    ) -> None:
        """What everything was as of an earlier answer may have changed since, never the other way round."""
        at, standing = monotonic(), self._question.last
        answering = _Answering(scope, send, before)
        await self._app(scope, receive, answering.send)
        if (unchanged := answering.unchanged()) is not None:
            self._kept.put(key, replace(unchanged, at=at, standing=standing))
            await unchanged.give(scope, send)
        elif (page := answering.page(at, standing)) is not None:
            self._kept.put(key, page)
            if standing is None and self._trust_seconds:
                await self._question.answer()  # for the pages to come


class _Answering:
    """What the app says, passed on unless it says that the page that stands is still true."""

    def __init__(self, scope: Scope, send: Send, before: Sent | None) -> None:
        self._notes: dict[str, Any] = scope.setdefault("state", {})
        self._notes[STANDS] = before
        self._before = before
        self._send = send
        self._start: Message = {}
        self._parts: list[bytes] = []

    async def send(self, message: Message) -> None:
        """Pass it on."""
        if message["type"] == "http.response.start":
            self._start = message
        if self.unchanged() is not None:
            return
        if message["type"] != "http.response.start" and MADE_OF in self._notes:
            self._parts.append(message.get("body", b""))
        await self._send(message)

    def unchanged(self) -> Sent | None:
        """Return the page that stands if the app says so."""
        return self._before if self._notes.get(IS_UNCHANGED) and self._start.get("status") == 200 else None

    def page(self, at: float, standing: Hashable | None) -> Sent | None:
        """Return the page if others may have it too."""
        if self._start.get("status") != 200 or MADE_OF not in self._notes or "set-cookie" in self._headers():
            return None
        body = b"".join(self._parts)
        if self._headers().get("content-encoding") != "gzip":
            body = gzip.compress(body, COMPRESSION_LEVEL)
        own = {b"content-encoding", b"content-length"}
        start = {**self._start, "headers": [each for each in self._start["headers"] if each[0] not in own]}
        return Sent(at, standing, self._notes[MADE_OF], start, body)

    def _headers(self) -> Headers:
        return Headers(raw=self._start["headers"])


def stands(request: Request, made_of: object) -> bool:
    """Note what the page is made of, and tell whether the one that stands was made of the same: then nothing need be drawn."""
    before: Sent | None = getattr(request.state, STANDS, None)
    setattr(request.state, MADE_OF, made_of)
    is_unchanged = before is not None and before.made_of == made_of
    setattr(request.state, IS_UNCHANGED, is_unchanged)
    return is_unchanged


def is_private(view: View) -> bool:
    """Whether somebody's own words stand in the address."""
    return bool(view.request.query_params.get(PRIVATE_QUERY))


def _key(scope: Scope, languages: Sequence[Language]) -> Key:
    asked = QueryParams(scope["query_string"]).get("lang")
    language = choose_language(asked, Headers(scope=scope).get("accept-language", ""), among=languages)
    return (scope["path"], scope["query_string"], language.tag)
