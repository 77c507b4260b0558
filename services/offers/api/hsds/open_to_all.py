"""Lets the pages of other sites read what everybody may read (CORS, Fetch standard, section 3.2): refusals as well as answers."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ROOTS: Final = frozenset(
    {"", "hsds", "services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms", "openapi.json"}
)
_PREFLIGHT: Final = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", b"GET"),
    (b"access-control-allow-headers", b"If-None-Match, If-Modified-Since"),
    (b"access-control-max-age", b"86400"),
]


class OpenToAll:
    """Pure ASGI. No credential of a browser is ever sent along: `*` forbids it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer whoever asks before asking; add the header to every answer of HSDS."""
        if scope["type"] != "http" or scope["path"].split("/")[1] not in ROOTS:
            await self._app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            await send({"type": "http.response.start", "status": 204, "headers": _PREFLIGHT})
            await send({"type": "http.response.body", "body": b""})
            return

        async def opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Access-Control-Allow-Origin"] = "*"
                headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
            await send(message)

        await self._app(scope, receive, opened)
