"""No request body may be larger than the service expects: memory belongs to everybody."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.web.problems import MEDIA_TYPE, Problem
from shared.web.standard_problems import PAYLOAD_TOO_LARGE

DEFAULT_LIMIT_BYTES: Final = 1024 * 1024


class _BodyTooLarge(HTTPException):
    """An HTTPException, because FastAPI passes only those through while it reads a body."""

    def __init__(self) -> None:
        super().__init__(413)


class BodyLimit:
    """Refuses bodies over the limit: by Content-Length before anything is read, and by counting what really arrives."""

    def __init__(self, app: ASGIApp, *, limit_bytes: int = DEFAULT_LIMIT_BYTES) -> None:
        self._app = app
        self._limit_bytes = limit_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif _declared_length(scope) > self._limit_bytes:
            await self._refuse(scope, receive, send)
        else:
            await self._count(scope, receive, send)

    async def _count(self, scope: Scope, receive: Receive, send: Send) -> None:
        received = 0
        refused = False
        started = False

        async def counted() -> Message:
            nonlocal received, refused
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._limit_bytes:
                refused = True
                raise _BodyTooLarge
            return message

        async def only_before_refusal(message: Message) -> None:
            nonlocal started
            if refused and not started:
                return  # Whatever the app says about the broken body, the answer is the 413 below.
            started = True
            await send(message)

        try:
            await self._app(scope, counted, only_before_refusal)
        except _BodyTooLarge:
            if started:
                raise
        if refused and not started:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        problem = Problem(PAYLOAD_TOO_LARGE, limit_bytes=self._limit_bytes)
        await JSONResponse(problem.document(), 413, media_type=MEDIA_TYPE)(scope, receive, send)


def _declared_length(scope: Scope) -> int:
    values: list[bytes] = [value for name, value in scope["headers"] if name == b"content-length"]
    return max((int(value) for value in values if value.isdigit()), default=0)
