"""Static files: compressed once, kept for long, and nothing else can be reached."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import brotli
import httpx
import pytest
from starlette.applications import Starlette

from shared.web.static_files import StaticFiles

STYLE = b"body { color: teal } " * 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "portal" / "fonts").mkdir(parents=True)
    (tmp_path / "portal" / "style.css").write_bytes(STYLE)
    (tmp_path / "portal" / "style.css.gz").write_bytes(gzip.compress(STYLE))
    (tmp_path / "portal" / "style.css.br").write_bytes(brotli.compress(STYLE))
    (tmp_path / "portal" / "fonts" / "a.woff2").write_bytes(b"font")
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path / "portal"


@pytest.fixture
def static(folder: Path) -> StaticFiles:
    return StaticFiles({"portal": folder})


@pytest.fixture
async def client(static: StaticFiles) -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=[static.route()])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        yield client


@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("identity", None)])
async def test_the_best_variant_the_browser_understands_is_sent(
    client: httpx.AsyncClient, static: StaticFiles, accepted: str, encoding: str | None
) -> None:
    answer = await client.get(static.url("portal/style.css"), headers={"Accept-Encoding": accepted})

    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.content == STYLE


async def test_a_font_has_its_type_and_is_kept(client: httpx.AsyncClient, static: StaticFiles) -> None:
    answer = await client.get(static.url("portal/fonts/a.woff2"))

    assert answer.headers["content-type"] == "font/woff2"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_an_address_of_another_version_is_answered_but_not_for_keeps(client: httpx.AsyncClient) -> None:
    answer = await client.get("/static/portal/0123456789ab/style.css")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/static/portal/x/..%2Fsecret.txt",
        "/static/portal/x/%2e%2e/secret.txt",
        "/static/portal/x//etc/passwd",
        "/static/portal/x/fonts",
        "/static/portal/x/style.css.gz",
        "/static/nobody/x/style.css",
    ],
)
async def test_nothing_else_can_be_reached(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)

    assert answer.status_code == 404


def test_a_changed_file_has_another_address(static: StaticFiles, folder: Path) -> None:
    before = static.url("portal/style.css")
    (folder / "style.css").write_bytes(b"body { color: navy }")

    assert StaticFiles({"portal": folder}).url("portal/style.css") != before


def test_a_missing_file_is_found_out_while_drawing(static: StaticFiles) -> None:
    with pytest.raises(KeyError):
        static.url("portal/missing.css")


def test_what_the_pages_need_is_built_with_its_licences() -> None:
    static = StaticFiles()

    assert static.url("vendor/kern.rtl.css")
    assert static.url("vendor/htmx.min.js")
    assert static.url("vendor/fonts/vazirmatn-arabic-400-normal.woff2")
    assert static.url("vendor/licences/vazirmatn.txt")
