"""One middleware for what operators want to know of a request: a span, a duration, a line in the log; no query, no address."""

from collections.abc import Collection
from time import perf_counter
from typing import Final

import structlog
from fastapi.telemetry import TelemetryConfig
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.telemetry.metrics import Metrics
from shared.telemetry.rarely import Rarely
from shared.telemetry.routes import route_template
from shared.telemetry.tracing import span_from

# FastAPI's own telemetry would trace everything a second time, with addresses and queries: `FastAPI(telemetry=...)`.
NO_FRAMEWORK_TELEMETRY: Final[TelemetryConfig] = {"tracing": False, "metrics": False, "logs": False}

# Asked by machines every few seconds: logged only when they fail, and rarely then, for many machines ask.
QUIET_ROUTES = frozenset({"/livez", "/readyz", "/metrics", "/checkpoints", "/events"})
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

logger = structlog.get_logger("http")


class RequestTelemetry:
    """Pure ASGI, the outermost middleware of an app."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, quiet_routes: Collection[str] = QUIET_ROUTES) -> None:
        self._app = app
        self._metrics = metrics
        self._quiet_routes = quiet_routes
        self._rarely = Rarely()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500

        async def noting_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        # Any other word would be a label, and with it a time series, of a stranger's choice.
        method = scope["method"] if scope["method"] in METHODS else "OTHER"
        began = perf_counter()
        with span_from(_traceparent(scope), method, kind=SpanKind.SERVER) as span:
            try:
                await self._app(scope, receive, noting_status)
            finally:
                self._tell(span, method, route_template(scope), status, perf_counter() - began)

    def _tell(self, span: Span, method: str, route: str, status: int, seconds: float) -> None:
        span.update_name(f"{method} {route}")
        span.set_attributes({"http.request.method": method, "http.route": route, "http.response.status_code": status})
        if status >= 500:
            span.set_status(Status(StatusCode.ERROR))
        self._metrics.request_seconds.labels(method, route, str(status)).observe(seconds)
        facts = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        if route not in self._quiet_routes:
            logger.info("request", **facts)
        elif status < 400:
            logger.debug("request", **facts)
        elif (silenced := self._rarely.may_speak(f"{route} {status}")) is not None:
            logger.info("request", **facts, silenced=silenced)


def _traceparent(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"traceparent":
            return str(value.decode("latin-1"))
    return None
