"""Redis forgets, is full, is away: it is only the doorbell."""

import asyncio

from tests.chaos.meter import Meter
from tests.chaos.settling import settle
from tests.chaos.stage import Stage, scenario


@scenario("redis-flushall", ci=True)
async def flushall(stage: Stage) -> None:
    """Everything in Redis is deleted, three times, under load."""
    stage.load.begin()
    for _ in range(3):
        await asyncio.sleep(stage.rng.uniform(0.3, 1))
        async with stage.town.broker() as broker:
            await broker.flushall()
    await asyncio.sleep(0.5)
    stage.notes.append("3 × FLUSHALL")


@scenario("redis-restarted-empty")
async def restarted_empty(stage: Stage) -> None:
    """Redis is killed and comes back with nothing."""
    valkey = stage.town.installation.valkey
    stage.load.begin()
    await asyncio.sleep(1)
    valkey.kill()
    await asyncio.sleep(0.5)
    valkey.start()
    valkey.wait_ready()
    await asyncio.sleep(1)
    stage.notes.append("kill -9, back after 0.5 s")


@scenario("redis-out-of-memory", ci=True)
async def out_of_memory(stage: Stage) -> None:
    """No command that writes is taken for a while, whatever the relay trims."""
    seconds = 4 if stage.is_short else 10
    stage.load.begin()
    await asyncio.sleep(1)
    async with stage.town.broker() as broker:
        await broker.config_set("maxmemory", "1")
        await asyncio.sleep(seconds)
        await broker.config_set("maxmemory", "128mb")
    await asyncio.sleep(1)
    stage.notes.append(f"full for {seconds} s")


@scenario("redis-filled-by-another")
async def filled_by_another(stage: Stage) -> None:
    """Another program fills the memory but for a little; the relay trims its own streams and goes on."""
    stage.load.begin()
    await asyncio.sleep(1)
    async with stage.town.broker() as broker:
        used = int((await broker.info("memory"))["used_memory"])
        await broker.config_set("maxmemory", str(used + 64 * 1024))
        await asyncio.sleep(8)
        await broker.config_set("maxmemory", "128mb")
    stage.notes.append("64 KiB left for 8 s")


@scenario("redis-down", ci=True)
async def down(stage: Stage) -> None:
    """Redis is away for long: people go on writing, the feeds carry everything, and nobody shouts or spins."""
    seconds = 10 if stage.is_short else 60
    valkey = stage.town.installation.valkey
    stage.load.begin()
    await asyncio.sleep(1)
    valkey.kill()
    await asyncio.sleep(2)
    await stage.load.end()
    await settle(stage.town, seconds=30)
    meter = Meter([stage.town.servants[name] for name in stage.town.running])
    await asyncio.sleep(seconds)
    stage.problems += meter.read(stage.notes)
    await stage.load.for_seconds(2)
    without = await settle(stage.town, seconds=30)
    stage.load.begin()
    valkey.start()
    valkey.wait_ready()
    await asyncio.sleep(1)
    stage.notes.append(
        f"down for {seconds} s and more, by the feeds alone caught up in {without.caught_up_seconds:.1f} s"
    )
