"""Headers that tell browsers to be strict: nothing from elsewhere, nothing inline, nothing kept on a shared phone."""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

DIRECTIVES: Final = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",  # KERN's icons are CSS masks with data: SVG
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)

ALWAYS: Final = {
    "Content-Security-Policy": "; ".join(DIRECTIVES),
    "Referrer-Policy": "same-origin",  # no-referrer would turn the Origin of our own forms into "null"
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ONE_YEAR: Final = "max-age=31536000; includeSubDomains"


class SecurityHeaders:
    """Adds the headers to every answer; what the app set itself stays.

    An HTML page and any answer that depends on who asks is `no-store` unless the app says otherwise.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Headers(scope=scope)
        personal = "cookie" in request or "authorization" in request

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), personal=personal, https=scope["scheme"] == "https")
            await send(message)

        await self._app(scope, receive, with_headers)


def _complete(headers: MutableHeaders, *, personal: bool, https: bool) -> None:
    for name, value in ALWAYS.items():
        headers.setdefault(name, value)
    if https:
        headers.setdefault("Strict-Transport-Security", ONE_YEAR)
    if personal or "set-cookie" in headers or headers.get("content-type", "").startswith("text/html"):
        headers.setdefault("Cache-Control", "no-store")
