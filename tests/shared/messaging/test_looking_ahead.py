"""While a page of a feed is applied, the next one is read and the one behind it asked for; no more, and nothing is lost by it."""

import asyncio
import gc
from collections.abc import AsyncIterator, Sequence
from uuid import UUID

import httpx
import orjson
import pytest

from shared.messaging.checkpoints import Checkpoint
from shared.messaging.feed_client import FeedAway, FeedClient, FeedPage
from shared.messaging.stream import Entry

PAGES, A_PAGE = 5, 2
HEAD = PAGES * A_PAGE
BEGINNING = Checkpoint("/offers/city", "epoch", 0, None)


class Feed:
    """A feed of five pages of two events; `asked` are the positions behind which somebody asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.fails_behind: int | None = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        after = int(request.url.params["after"])
        self.asked.append(after)
        if after == self.fails_behind:
            return httpx.Response(503)
        events = [{"sequence": str(at), "id": str(UUID(int=at))} for at in (after + 1, after + 2)]
        page = {"epoch": "epoch", "start": 1, "head": HEAD, "next": after + A_PAGE, "events": events}
        return httpx.Response(200, content=orjson.dumps(page))


@pytest.fixture
async def feed() -> Feed:
    return Feed()


@pytest.fixture
async def client(feed: Feed) -> AsyncIterator[FeedClient]:
    async with httpx.AsyncClient(transport=httpx.MockTransport(feed)) as http:
        client = FeedClient(http, "http://offers/events")
        yield client
        client.stop_looking_ahead()


async def read(entries: Sequence[Entry]) -> None:
    for entry in entries:
        entry.incoming = "read"


async def read_without_end(_: Sequence[Entry]) -> None:
    await asyncio.Event().wait()


async def settled() -> None:
    for _ in range(100):
        await asyncio.sleep(0)


def behind(page: FeedPage) -> Checkpoint:
    last = page.entries[-1].position
    return Checkpoint(BEGINNING.source, page.epoch, last, UUID(int=last))


async def test_all_pages_come_in_order_each_asked_for_once_and_read_from_the_second_on(
    feed: Feed, client: FeedClient
) -> None:
    positions, is_read, checkpoint = [], [], BEGINNING
    while checkpoint.position < HEAD:
        page = await client.page_after(checkpoint)
        client.look_ahead(page, read=read)
        positions += [entry.position for entry in page.entries]
        is_read.append(page.entries[0].incoming is not None)
        checkpoint = behind(page)
    assert positions == list(range(1, HEAD + 1))
    assert feed.asked == [0, 2, 4, 6, 8]
    assert is_read == [False, True, True, True, True]


async def test_no_more_than_the_next_page_is_read_and_the_one_behind_it_asked_for(
    feed: Feed, client: FeedClient
) -> None:
    first = await client.page_after(BEGINNING)
    client.look_ahead(first, read=read)
    await settled()
    assert feed.asked == [0, 2, 4]
    await client.page_after(behind(first))
    await settled()
    assert feed.asked == [0, 2, 4, 6]


async def test_a_failure_is_told_to_whoever_comes_and_the_page_is_asked_for_again(
    feed: Feed, client: FeedClient
) -> None:
    feed.fails_behind = 2
    first = await client.page_after(BEGINNING)
    client.look_ahead(first, read=read)
    with pytest.raises(FeedAway):
        await client.page_after(behind(first))
    feed.fails_behind = None
    assert (await client.page_after(behind(first))).entries[0].position == A_PAGE + 1


async def test_a_failure_that_nobody_came_for_is_no_complaint(feed: Feed, client: FeedClient) -> None:
    complaints: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    feed.fails_behind = 4
    client.look_ahead(await client.page_after(BEGINNING), read=read_without_end)
    await settled()
    client.stop_looking_ahead()
    await settled()
    gc.collect()
    await settled()
    asyncio.get_running_loop().set_exception_handler(None)
    assert feed.asked == [0, 2, 4]
    assert complaints == []


async def test_who_waits_for_a_page_is_told_when_another_place_is_asked_for(feed: Feed, client: FeedClient) -> None:
    first = await client.page_after(BEGINNING)
    client.look_ahead(first, read=read_without_end)
    waiting = asyncio.create_task(client.page_after(behind(first)))
    await settled()
    assert not waiting.done()
    assert (await client.page_after(BEGINNING)).entries[0].position == 1
    async with asyncio.timeout(20):
        with pytest.raises(FeedAway):
            await waiting


async def test_who_goes_on_elsewhere_gets_what_is_there(feed: Feed, client: FeedClient) -> None:
    client.look_ahead(await client.page_after(BEGINNING), read=read)
    await settled()
    page = await client.page_after(Checkpoint(BEGINNING.source, "epoch", 7, None))
    assert page.entries[0].position == 8
    assert feed.asked[-1] == 7
