"""What happens arrives live, each event once and in order, however often a reader goes and comes back."""

import asyncio
import signal
from collections.abc import Callable
from types import FrameType

import httpx
import pytest
from sqlalchemy import text

from services.dashboard.app import create_app
from services.dashboard.settings import DashboardSettings
from services.dashboard.storage.activities import newest_position
from services.dashboard.use_cases.ending import when_asked_to_end
from services.dashboard.use_cases.live_feed import LiveFeed, LiveFeedIsFull
from tests.services.dashboard.city import KEYS, City, Quarter
from tests.services.dashboard.stream import following


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - what is waited for tells nobody
            await asyncio.sleep(0.02)


async def newest(city: City) -> int:
    await city.heard()
    async with city.dashboard.running.edge.reading() as connection:
        return await newest_position(connection)


async def test_a_published_offer_arrives_while_the_reader_waits(city: City, quarter: Quarter) -> None:
    await city.heard()
    async with following(city.dashboard.http) as stream:
        await quarter.published(title="Vorlesestunde")
        [told] = await stream.take(1)
    assert (told["kind"], told["title"], told["network"]) == ("offer-published", "Vorlesestunde", quarter.network)
    assert told["network_label"] == quarter.network
    assert stream.answer.headers["Content-Type"].startswith("text/event-stream")


async def test_a_reader_who_comes_back_misses_nothing_and_hears_nothing_twice(city: City, quarter: Quarter) -> None:
    start = await newest(city)
    for title in ("Eins", "Zwei", "Drei", "Vier"):
        await quarter.published(title=title)
    await city.heard()
    async with following(city.dashboard.http, after=start) as first:
        before = await first.take(2)
    async with following(city.dashboard.http, after=start, last_event_id=first.ids[-1]) as second:
        rest = await second.take(2)
    assert [told["title"] for told in (*before, *rest)] == ["Eins", "Zwei", "Drei", "Vier"]
    assert [*first.ids, *second.ids] == list(range(start + 1, start + 5))


async def test_a_change_and_an_end_are_told_too(city: City, quarter: Quarter) -> None:
    start = await newest(city)
    offer = await quarter.published()
    body = {"network": quarter.network, "organisation": quarter.partner, "title": "Neuer Titel", "ages": {}}
    await city.put(city.offers, f"/offers/{offer}", body, version=2)
    await city.step(offer, "withdraw", version=3)
    async with following(city.dashboard.http, after=start) as stream:
        told = await stream.take(3)
    assert [one["kind"] for one in told] == ["offer-published", "offer-changed", "offer-withdrawn"]


async def test_a_draft_is_never_told(city: City, quarter: Quarter) -> None:
    start = await newest(city)
    await quarter.draft(title="Geheim")
    await quarter.published(title="Offen")
    async with following(city.dashboard.http, after=start) as stream:
        [told] = await stream.take(1)
    assert told["title"] == "Offen"


async def test_a_position_that_was_never_told_means_from_now_on(city: City, quarter: Quarter) -> None:
    await city.heard()
    async with following(city.dashboard.http, last_event_id=10**9) as stream:
        await quarter.published(title="Jetzt")
        [told] = await stream.take(1)
    assert told["title"] == "Jetzt"


async def test_a_rebuild_repeats_nothing(city: City, quarter: Quarter) -> None:
    await quarter.published()
    before, overview = await newest(city), await city.overview()
    running = city.dashboard.running
    slot = running.slots.live.slot
    async with running.engine.begin() as connection:
        await connection.execute(text("UPDATE projection_slot SET number = 99"))
    await until(lambda: running.slots.live.slot != slot)
    after = await city.overview()
    assert await newest(city) == before
    assert (after["quarters"], after["offers"]) == (overview["quarters"], overview["offers"])


@pytest.fixture
async def small_room(city: City) -> City:
    """The same city seen by a second dashboard that takes one reader and gives quick signs of life."""
    await city.heard()
    dashboard = await city.platform.start(
        "dashboard", create_app, DashboardSettings, portal_url="https://portal.example", **KEYS, live_clients=1,
        heartbeat_seconds=0.05, database=city.dashboard.database,
    )  # fmt: skip
    return City(city.platform, city.registry, city.offers, dashboard, city.told)


async def test_a_quiet_stream_gives_signs_of_life(small_room: City) -> None:
    async with following(small_room.dashboard.http) as stream, asyncio.timeout(5):
        await stream.until_sign_of_life()
        await stream.until_sign_of_life()
    assert stream.signs_of_life == 2


async def test_one_reader_too_many_is_asked_to_come_later(small_room: City) -> None:
    async with following(small_room.dashboard.http):
        refused = await small_room.dashboard.http.get("/live")
    assert refused.status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert refused.headers["Retry-After"] == "30"


async def test_a_seat_is_free_again_when_its_reader_has_gone(small_room: City) -> None:
    feed = small_room.dashboard.app.state.live_feed
    async with following(small_room.dashboard.http):
        assert feed.readers == 1
    await until(lambda: feed.readers == 0)
    async with following(small_room.dashboard.http) as again:
        assert again.answer.status_code == httpx.codes.OK


async def test_another_replica_tells_what_this_one_has_written(small_room: City, city: City) -> None:
    async with following(small_room.dashboard.http) as stream:
        await (await city.quarter()).published(title="Irgendwo geschrieben")
        told = await stream.take(3)
    assert [one["kind"] for one in told] == ["network-founded", "partner-joined", "offer-published"]


async def test_a_stream_ends_whole_when_the_service_is_asked_to_end(small_room: City) -> None:
    async with following(small_room.dashboard.http) as stream:
        small_room.dashboard.app.state.live_feed.close()
        await stream.until_end()
    assert small_room.dashboard.app.state.live_feed.readers == 0


async def test_a_watch_that_is_begun_again_takes_readers_again(city: City) -> None:
    feed = LiveFeed(most_readers=1, heartbeat_seconds=1)
    first = asyncio.create_task(feed.watch(city.dashboard.running))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    with pytest.raises(LiveFeedIsFull):
        feed.insist_on_a_seat()

    again = asyncio.create_task(feed.watch(city.dashboard.running))
    await asyncio.sleep(0)

    feed.insist_on_a_seat()
    again.cancel()
    await asyncio.gather(again, return_exceptions=True)


async def test_what_happens_while_several_dashboards_rebuild_is_told_in_each(
    small_room: City, city: City, quarter: Quarter
) -> None:
    running = city.dashboard.running
    slot, titles = running.slots.live.slot, [f"Angebot {number}" for number in range(20)]
    await city.heard()  # The quarter itself is told, too.
    async with following(city.dashboard.http) as one, following(small_room.dashboard.http) as other:
        async with running.engine.begin() as connection:
            await connection.execute(text("UPDATE projection_slot SET number = 99"))
        for title in titles:
            await quarter.published(title=title)
        await until(lambda: slot not in {running.slots.live.slot, small_room.dashboard.running.slots.live.slot})
        await quarter.published(title="Danach")
        streams = [
            [(one["title"], one["kind"], one["position"]) for one in await stream.take(21)] for stream in (one, other)
        ]
    for told in streams:
        assert {title for title, *_ in told} == {*titles, "Danach"}, f"{streams}"


async def test_who_listened_for_the_end_before_still_hears_of_it() -> None:
    heard: list[str] = []

    def server(_: int, __: FrameType | None) -> None:
        heard.append("server")

    before = signal.signal(signal.SIGTERM, server)
    try:
        with when_asked_to_end(lambda: heard.append("streams")):
            signal.raise_signal(signal.SIGTERM)
            await asyncio.sleep(0)
        assert signal.getsignal(signal.SIGTERM) is server
    finally:
        signal.signal(signal.SIGTERM, before)
    assert sorted(heard) == ["server", "streams"]


async def test_a_dashboard_reads_the_live_projection_from_its_first_request_on(city: City, quarter: Quarter) -> None:
    running = city.dashboard.running
    slot = running.slots.live.slot
    async with running.engine.begin() as connection:
        await connection.execute(text("UPDATE projection_slot SET number = 99"))
    await until(lambda: running.slots.live.slot != slot)
    fresh = await city.platform.start(
        "dashboard", create_app, DashboardSettings, portal_url="https://portal.example", **KEYS,
        database=city.dashboard.database,
    )  # fmt: skip
    shown = (await fresh.http.get("/api/overview")).json()["quarters"]
    assert quarter.network in {one["network"] for one in shown}
    assert fresh.running.slots.live.slot == running.slots.live.slot
