"""What the middleware tells of a request, served for real: templates, never paths, queries or addresses."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import httpx
import pytest
import pytest_asyncio
import uvicorn
from fastapi import APIRouter, FastAPI
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.responses import PlainTextResponse
from structlog.testing import capture_logs

from shared.telemetry.health import Check, health_router
from shared.telemetry.http import NO_FRAMEWORK_TELEMETRY, RequestTelemetry
from shared.telemetry.metrics import Metrics, metrics_router
from shared.telemetry.tracing import current_traceparent, span_from


@dataclass
class Site:
    """The served app and what it depends on."""

    client: httpx.AsyncClient
    metrics: Metrics
    checks: dict[str, Check]
    spans: InMemorySpanExporter

    def requests(self) -> list[ReadableSpan]:
        """Return the spans of this site's requests; services of other tests may still be running in the same loop."""
        return [span for span in self.spans.get_finished_spans() if span.name.startswith("GET /offers/")]


def observed_app(metrics: Metrics, checks: dict[str, Check]) -> FastAPI:
    app = FastAPI(openapi_url=None, telemetry=NO_FRAMEWORK_TELEMETRY)
    router = APIRouter(prefix="/offers")

    @router.get("/{offer}")
    async def offer(offer: str) -> dict[str, str | None]:
        return {"offer": offer, "traceparent": current_traceparent()}

    @router.get("/{offer}/broken")
    async def broken(offer: str) -> None:
        raise RuntimeError(offer)

    app.include_router(router)
    app.include_router(metrics_router(metrics))
    app.include_router(health_router("offers", version="1", checks=checks, links={"feed": "/events"}))
    app.mount("/static", PlainTextResponse("static"))
    app.add_middleware(RequestTelemetry, metrics=metrics)
    return app


@pytest_asyncio.fixture
async def site(spans: InMemorySpanExporter) -> AsyncIterator[Site]:
    metrics = Metrics()
    checks: dict[str, Check] = {}
    with socket.create_server(("127.0.0.1", 0)) as listener:
        app = observed_app(metrics, checks)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        running = asyncio.create_task(server.serve(sockets=[listener]))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
            yield Site(client, metrics, checks, spans)
        server.should_exit = True
        await running


async def figures(site: Site) -> str:
    return (await site.client.get("/metrics")).text


async def test_a_request_is_measured_under_its_route_template(site: Site) -> None:
    await site.client.get("/offers/4711?name=Anna")

    text = await figures(site)
    assert 'http_request_duration_seconds_count{method="GET",route="/offers/{offer}",status="200"} 1.0' in text
    assert "4711" not in text


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/nowhere/anna", "(none)", 404),
        ("/static/a.css", "/static/{path}", 200),
        ("/offers/7/broken", "/offers/{offer}/broken", 500),
    ],
)
async def test_every_other_request_has_a_template_too(site: Site, path: str, route: str, status: int) -> None:
    await site.client.get(path)
    assert f'{{method="GET",route="{route}",status="{status}"}} 1.0' in await figures(site)


async def test_a_made_up_method_makes_no_time_series(site: Site) -> None:
    await site.client.request("ANNA", "/offers/7")
    assert "ANNA" not in await figures(site)


async def test_the_log_line_has_template_status_and_time_and_nothing_of_the_person(site: Site) -> None:
    with capture_logs() as lines:
        await site.client.get("/offers/4711?name=Anna", headers={"X-Forwarded-For": "203.0.113.7"})

    (line,) = [line for line in lines if line["event"] == "request"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/offers/{offer}", 200)
    assert all(trace not in json.dumps(line) for trace in ("4711", "Anna", "203.0.113.7", "127.0.0.1"))


async def test_what_machines_ask_every_few_seconds_is_logged_when_it_fails_only(site: Site) -> None:
    async def away() -> None:
        raise ConnectionError

    with capture_logs() as lines:
        await site.client.get("/readyz")
        site.checks["database"] = away
        await site.client.get("/readyz")

    asked = [line for line in lines if line.get("route") == "/readyz"]
    assert [(line["log_level"], line["status"]) for line in asked] == [("debug", 200), ("info", 503)]


async def test_a_request_continues_the_trace_it_comes_with(site: Site) -> None:
    with span_from(None, "caller"):
        traceparent = current_traceparent() or ""
        answer = await site.client.get("/offers/4711?name=Anna", headers={"traceparent": traceparent})

    (span,) = site.requests()
    assert answer.json()["traceparent"].split("-")[1] == traceparent.split("-")[1]
    assert span.parent is not None
    assert format(span.parent.span_id, "016x") == traceparent.split("-")[2]
    assert dict(span.attributes or {}) == {
        "http.request.method": "GET",
        "http.route": "/offers/{offer}",
        "http.response.status_code": 200,
    }


async def test_one_request_makes_one_span(site: Site) -> None:
    await site.client.get("/offers/7", headers={"traceparent": "garbage"})
    assert [span.name for span in site.requests()] == ["GET /offers/{offer}"]


async def test_a_failed_request_is_a_failed_span(site: Site) -> None:
    await site.client.get("/offers/7/broken")
    (span,) = site.requests()
    assert span.status.is_ok is False
    assert span.events == ()


async def test_alive_ready_and_the_introduction_answer(site: Site) -> None:
    answers = [(await site.client.get(path)).json() for path in ("/livez", "/readyz", "/")]
    assert answers == [
        {"status": "ok"},
        {"status": "ok", "failed": []},
        {"service": "offers", "version": "1", "links": {"feed": "/events"}},
    ]


async def _raises() -> None:
    raise ConnectionError


async def _says_no() -> bool:
    return False


async def _hangs() -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize("check", [_raises, _says_no, _hangs])
async def test_not_ready_tells_which_part_fails_within_a_second(site: Site, check: Callable[[], object]) -> None:
    async def fine() -> None: ...

    site.checks |= {"broker": check, "database": fine}  # type: ignore[dict-item] # each is one kind of failing check
    async with asyncio.timeout(2):
        answer = await site.client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable", "failed": ["broker"]})
    assert (await site.client.get("/livez")).status_code == 200


async def test_a_route_that_machines_ask_says_rarely_that_it_fails(site: Site) -> None:
    site.checks["database"] = _raises
    with capture_logs() as lines:
        answers = [await site.client.get("/readyz") for _ in range(5)]

    assert [answer.status_code for answer in answers] == [503] * 5
    assert [line["status"] for line in lines if line.get("route") == "/readyz" and line["status"] >= 500] == [503]
