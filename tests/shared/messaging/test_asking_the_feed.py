"""The feed is asked beside the stream: neither a steady flow nor a slow answer may keep events from passing."""

import asyncio

from shared.messaging.source_reader import SourceReader
from tests.shared.messaging.conftest import Neighbours
from tests.shared.messaging.small_services import effects, publish, start_listener

SOURCE = "/offers/city"


async def test_asking_the_feed_ends_while_events_keep_coming(neighbours: Neighbours) -> None:
    position = await publish(neighbours.offers, "erstes")
    await neighbours.dashboard.has_applied(SOURCE, position)
    reader = next(r for r in neighbours.dashboard.running.consumer.readers if r.source == SOURCE)
    flow = asyncio.create_task(_steady_flow(neighbours))

    async with asyncio.timeout(10):
        await reader.ask_the_feed()

    assert not flow.done()
    flow.cancel()
    await asyncio.gather(flow, return_exceptions=True)


async def test_asking_the_feed_during_a_flow_doubles_and_loses_nothing(neighbours: Neighbours) -> None:
    position = await publish(neighbours.offers, "erstes")
    await neighbours.dashboard.has_applied(SOURCE, position)
    reader = next(r for r in neighbours.dashboard.running.consumer.readers if r.source == SOURCE)

    async with asyncio.TaskGroup() as group:
        group.create_task(_some(neighbours, 60))
        group.create_task(_ask(reader, 20))
    last = await publish(neighbours.offers, "letztes")
    await neighbours.dashboard.has_applied(SOURCE, last)

    assert await effects(neighbours.dashboard) == [(SOURCE, n) for n in range(1, last + 1)]


async def test_a_late_listener_reads_many_pages_gapless(neighbours: Neighbours) -> None:
    position = await publish(neighbours.offers, *(f"Angebot {number}" for number in range(1700)))

    late = await start_listener(neighbours.platform)
    await late.has_applied(SOURCE, position)

    assert await effects(late) == [(SOURCE, number) for number in range(1, position + 1)]


async def _steady_flow(neighbours: Neighbours) -> None:
    await _some(neighbours, 5000)


async def _some(neighbours: Neighbours, count: int) -> None:
    for number in range(count):
        await publish(neighbours.offers, f"Angebot {number}")


async def _ask(reader: SourceReader, times: int) -> None:
    for _ in range(times):
        await reader.ask_the_feed()
