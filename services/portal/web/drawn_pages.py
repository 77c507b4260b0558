"""Pages that are the same for everybody are drawn once: again only when something that they are made of has changed.

Two layers. Within a second a page is given again as it left, compressed, without asking anybody. After that its parts are asked for,
which mostly answers "unchanged" (304), and only other parts make another page. Words that somebody looked for are never kept.
"""

from collections import OrderedDict
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from starlette.datastructures import Headers, QueryParams
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.web.languages import choose_language
from shared.web.pages.view import View

SAME_FOR_EVERYBODY: Final = "same_for_everybody"
PRIVATE_QUERY: Final = "suche"
MOST_BYTES: Final = 6 * 2**20
LARGEST_BYTES: Final = 2**18

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page and what it was made of."""

    made_of: object
    body: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it left, and when."""

    at: float
    start: Message
    body: bytes


class Kept:
    """The pages asked for last, up to so many bytes."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Any] = OrderedDict()
        self._bytes = 0

    def get(self, key: Key) -> Any:
        """Return what is kept."""
        page = self._pages.get(key)
        if page is not None:
            self._pages.move_to_end(key)
        return page

    def put(self, key: Key, page: Drawn | Sent) -> None:
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
    """Draws a page unless it is there already, made of the same."""

    def __init__(self) -> None:
        self._kept = Kept()

    def again(self, view: View, made_of: object) -> HTMLResponse | None:
        """Return the page if it was made of the same before."""
        drawn: Drawn | None = self._kept.get(_key(view))
        if drawn is None or drawn.made_of != made_of:
            return None
        response = HTMLResponse(drawn.body)
        response.headers["Content-Language"] = view.language.tag
        response.headers.add_vary_header("Accept-Language")
        return response

    def keep(self, view: View, made_of: object, response: HTMLResponse) -> None:
        """Keep a page that was drawn."""
        self._kept.put(_key(view), Drawn(made_of, bytes(response.body)))


class GivenAgain:
    """Pure ASGI, before everything else: gives a page again within `trust_seconds`."""

    def __init__(self, app: ASGIApp, *, trust_seconds: float) -> None:
        self._app = app
        self._trust_seconds = trust_seconds
        self._kept = Kept()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or let the app answer and keep it."""
        if scope["type"] != "http" or scope["method"] != "GET" or not self._trust_seconds:
            await self._app(scope, receive, send)
            return
        key = _sent_key(scope)
        sent: Sent | None = self._kept.get(key)
        if sent is not None and monotonic() - sent.at < self._trust_seconds:
            await send({**sent.start, "headers": list(sent.start["headers"])})
            await send({"type": "http.response.body", "body": sent.body})
            return
        await self._answer_and_keep(scope, receive, send, key)

    async def _answer_and_keep(self, scope: Scope, receive: Receive, send: Send, key: Key) -> None:
        at = monotonic()
        start: Message = {}
        parts: list[bytes] = []
        notes = scope.setdefault("state", {})

        async def noting(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            elif notes.get(SAME_FOR_EVERYBODY):
                parts.append(message.get("body", b""))
            await send(message)

        await self._app(scope, receive, noting)
        if start.get("status") == 200 and notes.get(SAME_FOR_EVERYBODY) and not _sets_cookie(start):
            self._kept.put(key, Sent(at, start, b"".join(parts)))


def is_private(view: View) -> bool:
    """Whether somebody's own words stand in the address."""
    return bool(view.request.query_params.get(PRIVATE_QUERY))


def _key(view: View) -> Key:
    url = view.request.url
    return (url.path, url.query, view.language.tag, view.is_language_chosen)


def _sent_key(scope: Scope) -> Key:
    headers = Headers(scope=scope)
    asked = QueryParams(scope["query_string"]).get("lang")
    language = choose_language(asked, headers.get("accept-language", "")).tag
    return (scope["path"], scope["query_string"], language, "gzip" in headers.get("accept-encoding", ""))


def _sets_cookie(start: Message) -> bool:
    return any(name == b"set-cookie" for name, _ in start["headers"])
