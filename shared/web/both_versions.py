"""Shows whoever comes too late both versions: what stands there now, and what they sent (RFC 9457; RFC 9110, section 13.1).

What stands there is what a GET of the same address answers to the same person: so nobody is shown more than they may read, and no
service has to say twice how its things look.
"""

import re
from contextlib import suppress
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.types import Message

from shared.web.problems import Problem

LARGEST_BYTES: Final = 1024 * 1024
VERSION: Final = re.compile(r'"[0-9]{1,18}"')
# What tells who asks, in which language, and where the GET belongs in a trace.
PASSED_ON: Final = frozenset({b"host", b"authorization", b"cookie", b"accept-language", b"traceparent", b"origin"})
CHANGING: Final = frozenset({"PUT", "POST", "PATCH", "DELETE"})


async def with_both_versions(request: Request, problem: Problem) -> Problem:
    """Return the 412 with `current` and `sent`, each as far as there is one that its reader may see."""
    if request.method not in CHANGING:
        return problem
    headers = dict(problem.headers)
    members = {**problem.members, **await _sent(request)}
    if (current := await _current(request)) is not None:
        members["current"] = current
        headers.setdefault("ETag", current["etag"])
    return Problem(problem.kind, headers=headers, **members)


async def _sent(request: Request) -> dict[str, Any]:
    """What came in, as far as it is JSON; a route that takes no body has never looked at it."""
    sent: dict[str, Any] = {}
    if etag := request.headers.get("if-match"):
        sent["etag"] = etag
    if request.headers.get("content-type", "").startswith("application/json"):
        with suppress(orjson.JSONDecodeError):
            sent["representation"] = orjson.loads(await request.body())
    return {"sent": sent} if sent else {}


async def _current(request: Request) -> dict[str, Any] | None:
    """A step (POST /offers/x/publish) is one of the thing whose address is the beginning of its own."""
    path = request.scope["path"].rstrip("/")
    heard = await _heard(request, path)
    while heard.is_no_address and path.count("/") > 1:
        path = path.rpartition("/")[0]
        heard = await _heard(request, path)
    return heard.version()


async def _heard(request: Request, path: str) -> "_Heard":
    heard = _Heard(_get(request, path))
    await request.app(heard.scope, _nothing_more, heard.hear)
    return heard


def _get(request: Request, path: str) -> dict[str, Any]:
    kept = ("type", "asgi", "http_version", "scheme", "server", "client", "root_path")
    scope = {name: request.scope[name] for name in kept if name in request.scope}
    headers = [(name, value) for name, value in request.scope["headers"] if name in PASSED_ON]
    return {
        **scope,
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [*headers, (b"accept", b"application/json")],
    }


async def _nothing_more() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


class _Heard:
    """An answer as an ASGI server would get it."""

    def __init__(self, scope: dict[str, Any]) -> None:
        self.scope = scope
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""
        self.is_too_large = False

    @property
    def is_no_address(self) -> bool:
        """Tell whether there is nothing to get here, whoever asks; a thing that is missing or hidden has an address."""
        return "endpoint" not in self.scope or self.status == 405

    def version(self) -> dict[str, Any] | None:
        """Return what was answered if it is a version of one thing: lists have tags of another kind, and refusals none."""
        etag = self.headers.get("etag", "")
        if self.status != 200 or not VERSION.fullmatch(etag) or self.is_too_large:
            return None
        return {"etag": etag, "representation": orjson.loads(self.body)}

    async def hear(self, message: Message) -> None:
        """Take the next part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {
                name.decode("latin-1").lower(): value.decode("latin-1") for name, value in message["headers"]
            }
        elif len(self.body) <= LARGEST_BYTES:
            self.body += message.get("body", b"")
            self.is_too_large = len(self.body) > LARGEST_BYTES
