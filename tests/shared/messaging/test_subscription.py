"""What a subscription does when it is ended in the middle of a batch."""

import asyncio
from collections.abc import Sequence

from deploy.local.valkey import OPERATOR, EmbeddedValkey
from shared.messaging.stream import Entry
from shared.messaging.subscription import Subscription, reading_broker
from shared.testing.servers import fresh_name


async def test_ending_cuts_off_a_batch_in_work_at_once(valkey_server: EmbeddedValkey) -> None:
    begun, cut_off = asyncio.Event(), asyncio.Event()

    async def take(_: Sequence[Entry]) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cut_off.set()

    broker = reading_broker(valkey_server.url(OPERATOR))
    client = await broker.connect()
    name = fresh_name("events")
    subscription = Subscription(broker, name=name, after=0, take=take)
    await subscription.start()
    await client.xadd(name, {"event": b"{}"}, id="1-0")
    await asyncio.wait_for(begun.wait(), 5)

    await asyncio.wait_for(subscription.stop(), 2)

    await asyncio.wait_for(cut_off.wait(), 2)
    await broker.stop()
