"""After a change all pages ask for their parts at once: a few go first, the others are given as they were seconds ago."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from services.portal.web import drawn_pages
from services.portal.web.drawn_pages import MANY_ASKING, DrawnPages, stands
from shared.web.languages import LANGUAGES

# Over before anybody can ask again, so that each page has to be vouched for.
BLINK = 1e-9


class Site:
    """Pages that say in which state they were drawn; while it is closed nobody gets an answer from it."""

    def __init__(self) -> None:
        self.state = 1
        self.arrivals: asyncio.Queue[str] = asyncio.Queue()
        self.open = asyncio.Event()
        self.open.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request, state = Request(scope), self.state
        if not self.open.is_set():
            self.arrivals.put_nowait(scope["path"])
            await self.open.wait()
        response: Response = HTMLResponse() if stands(request, state) else HTMLResponse(f"Stand {state}")
        await response(scope, receive, send)

    async def ask(self) -> int:
        return self.state


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
async def reader(site: Site) -> AsyncIterator[httpx.AsyncClient]:
    pages = DrawnPages(site, languages=LANGUAGES, trust_seconds=BLINK, ask=site.ask)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(pages), base_url="http://portal.example") as http:
        yield http


async def crowd(site: Site, reader: httpx.AsyncClient) -> list[asyncio.Task[httpx.Response]]:
    """As many readers as may ask at once, all of them waiting, after a change; everybody's page is known."""
    for path in ("/angebot", *(f"/quartier/{number}" for number in range(MANY_ASKING))):
        assert (await reader.get(path)).text == "Stand 1"
    site.open.clear()
    site.state = 2
    tasks = [asyncio.create_task(reader.get(f"/quartier/{number}")) for number in range(MANY_ASKING)]
    for _ in tasks:
        await site.arrivals.get()
    return tasks


async def test_who_comes_behind_many_gets_the_page_of_seconds_ago_and_then_the_new_one(
    site: Site, reader: httpx.AsyncClient
) -> None:
    first = await crowd(site, reader)
    assert (await reader.get("/angebot")).text == "Stand 1"
    site.open.set()
    assert {(await task).text for task in first} == {"Stand 2"}
    assert (await reader.get("/angebot")).text == "Stand 2"


async def test_nobody_gets_a_page_of_longer_ago_however_many_are_asking(
    site: Site, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawn_pages, "MOST_SECONDS_BEHIND", 0.0)
    first = await crowd(site, reader)
    last = asyncio.create_task(reader.get("/angebot"))
    assert await site.arrivals.get() == "/angebot"
    site.open.set()
    assert {(await task).text for task in (*first, last)} == {"Stand 2"}


async def test_a_page_that_stands_leaves_again_without_being_drawn(site: Site, reader: httpx.AsyncClient) -> None:
    pages = [(await reader.get("/angebot")).text for _ in range(4)]
    assert set(pages) == {"Stand 1"}
