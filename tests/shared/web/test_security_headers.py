"""Every answer carries the strict headers; the app's own choice stays."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from shared.web.security_headers import SecurityHeaders


async def page(request: Request) -> Response:
    return HTMLResponse("<p>Guten Tag</p>")


async def facts(request: Request) -> Response:
    return JSONResponse({})


async def public(request: Request) -> Response:
    return HTMLResponse("", headers={"Cache-Control": "public, max-age=60"})


def client(base_url: str = "http://test") -> httpx.AsyncClient:
    app = Starlette(routes=[Route("/page", page), Route("/facts", facts), Route("/public", public)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(SecurityHeaders(app)), base_url=base_url)


async def test_every_answer_is_strict() -> None:
    answer = await client().get("/nowhere")

    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]


@pytest.mark.parametrize(
    ("path", "headers", "expected"),
    [
        ("/page", {}, "no-store"),
        ("/facts", {}, None),
        ("/facts", {"Authorization": "Bearer x"}, "no-store"),
        ("/facts", {"Cookie": "session=1"}, "no-store"),
        ("/public", {}, "public, max-age=60"),
    ],
)
async def test_what_depends_on_the_reader_is_not_kept(path: str, headers: dict[str, str], expected: str | None) -> None:
    answer = await client().get(path, headers=headers)

    assert answer.headers.get("cache-control") == expected


async def test_https_is_remembered_only_over_https() -> None:
    plain = await client().get("/page")
    secure = await client("https://test").get("/page")

    assert "strict-transport-security" not in plain.headers
    assert secure.headers["strict-transport-security"].startswith("max-age=31536000")
