"""How a subscription hands batches on, and what it does when it is ended in the middle of one."""

import asyncio
from collections.abc import Sequence

from deploy.local.valkey import OPERATOR, EmbeddedValkey
from shared.messaging.stream import Entry
from shared.messaging.subscription import Subscription, reading_broker
from shared.testing.servers import fresh_name


async def test_ending_cuts_off_a_batch_in_work_at_once(valkey_server: EmbeddedValkey) -> None:
    begun, cut_off = asyncio.Event(), asyncio.Event()

    async def read_ahead(_: Sequence[Entry]) -> None:
        pass

    async def take(_: Sequence[Entry]) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cut_off.set()

    broker = reading_broker(valkey_server.url(OPERATOR))
    client = await broker.connect()
    name = fresh_name("events")
    subscription = Subscription(broker, name=name, after=0, read_ahead=read_ahead, take=take)
    await subscription.start()
    await client.xadd(name, {"event": b"{}"}, id="1-0")
    await asyncio.wait_for(begun.wait(), 5)

    await asyncio.wait_for(subscription.stop(), 2)

    await asyncio.wait_for(cut_off.wait(), 2)
    await broker.stop()


async def test_a_batch_is_read_while_the_one_before_is_taken_and_taken_after_it(valkey_server: EmbeddedValkey) -> None:
    read: asyncio.Queue[int] = asyncio.Queue()
    taken: asyncio.Queue[int] = asyncio.Queue()
    may_end = asyncio.Event()

    async def read_ahead(entries: Sequence[Entry]) -> None:
        read.put_nowait(entries[0].position)

    async def take(entries: Sequence[Entry]) -> None:
        taken.put_nowait(entries[0].position)
        await may_end.wait()

    broker = reading_broker(valkey_server.url(OPERATOR))
    client = await broker.connect()
    name = fresh_name("events")
    subscription = Subscription(broker, name=name, after=0, read_ahead=read_ahead, take=take)
    await subscription.start()
    async with asyncio.timeout(20):
        for position in (1, 2):
            await client.xadd(name, {"event": b"{}"}, id=f"{position}-0")
            assert await read.get() == position
        assert await taken.get() == 1
        assert taken.empty()

        may_end.set()
        assert await taken.get() == 2

        await subscription.stop()
    await broker.stop()
