"""What only a real server shows: big bodies on the wire, and compression of what is sent."""

import asyncio
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn

from tests.shared.web.demo_app import demo_app

TEN_MEGABYTES = 10 * 1024 * 1024


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    # The socket listens before the server starts, so that the first request waits in its queue instead of a loop here.
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(demo_app(), log_level="warning", lifespan="off"))
    running = asyncio.create_task(server.serve(sockets=[listening]))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}") as client:
        yield client
    server.should_exit = True
    await running


async def stream(total: int) -> AsyncIterator[bytes]:
    for _ in range(total // 65536):
        yield b"x" * 65536


async def test_ten_megabytes_are_refused_by_their_length(client: httpx.AsyncClient) -> None:
    answer = await client.post("/bestellen", content=b"x" * TEN_MEGABYTES)

    assert answer.status_code == 413
    assert answer.json()["type"] == "urn:infamilie:problem:payload-too-large"


async def test_ten_megabytes_without_a_length_are_refused_by_counting(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/bestellen", content=stream(TEN_MEGABYTES), headers={"Content-Type": "application/x-www-form-urlencoded"}
    )

    assert answer.status_code == 413
    assert answer.json()["limit_bytes"] == 1024 * 1024


async def test_the_server_goes_on_after_a_refusal(client: httpx.AsyncClient) -> None:
    await client.post("/bestellen", content=b"x" * TEN_MEGABYTES)

    answer = await client.get("/")

    assert answer.status_code == 200


async def test_pages_are_compressed_and_styles_are_sent_as_they_were_built(client: httpx.AsyncClient) -> None:
    page = await client.get("/", headers={"Accept-Encoding": "gzip, br"})
    style = next(part for part in page.text.split('"') if part.endswith("kern.min.css"))
    kern = await client.get(style, headers={"Accept-Encoding": "gzip, br"})

    assert page.headers["content-encoding"] == "gzip"
    assert kern.headers["content-encoding"] == "br"
    assert int(kern.headers["content-length"]) < 30_000
    assert "script-src 'self'" in page.headers["content-security-policy"]
