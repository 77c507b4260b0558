"""Consumers that were away while very much happened."""

import asyncio
from time import monotonic

from tests.chaos.bulk import append_many
from tests.chaos.log_reading import heads
from tests.chaos.settling import live_slot, settle
from tests.chaos.stage import Stage, scenario

LIMITS = {10_000: 10.0, 100_000: 30.0}
CONSUMERS = ("dashboard", "notifications", "witness")


async def _fall_behind(stage: Stage, events: int) -> None:
    town = stage.town
    consumers = [name for name in CONSUMERS if name in town.running]
    for name in consumers:
        town.servants[name].kill()
    await append_many(town, events, rng=stage.rng)
    await _relay_has_rested(stage)
    for name in consumers:
        await town.revive(name)
        seconds = await _until_caught_up(stage, name)
        stage.notes.append(f"{name} {seconds:.1f} s ({town.servants[name].cpu_seconds():.1f} s of CPU)")
        stage.insist(
            seconds <= LIMITS[events], f"{name} took {seconds:.1f} s, at most {LIMITS[events]:.0f} s are allowed"
        )


async def _relay_has_rested(stage: Stage) -> None:
    """Wait until the relay is through: the limit is the consumer's own."""
    async with stage.town.databases.of("offers") as connection, stage.town.broker() as broker:
        epoch = await connection.fetchval("SELECT epoch FROM log_identity")
        head = (await heads(stage.town, "offers"))["/offers/city"]
        while True:
            newest = await broker.xrevrange(f"events:/offers/city:{epoch}", count=1)
            if newest and newest[0][0] == f"{head}-0".encode():
                return
            await asyncio.sleep(0.1)


async def _until_caught_up(stage: Stage, consumer: str) -> float:
    began = monotonic()
    head = (await heads(stage.town, "offers"))["/offers/city"]
    async with stage.town.databases.of(consumer) as connection:
        slot = await live_slot(connection)
        query = f"SELECT position FROM {slot}.checkpoint WHERE source = '/offers/city'"
        while await connection.fetchval(query) != head and monotonic() - began < 120:  # noqa: ASYNC110 - the writer is another process
            await asyncio.sleep(0.05)
    return monotonic() - began


@scenario("consumers-10000-behind", ci=True, spoils=True)
async def ten_thousand(stage: Stage) -> None:
    """10,000 events pass while the consumers are down."""
    await _fall_behind(stage, 10_000)
    await stage.load.for_seconds(1)


@scenario("consumers-100000-behind", spoils=True)
async def hundred_thousand(stage: Stage) -> None:
    """100,000 events pass while the consumers are down."""
    await _fall_behind(stage, 100_000)
    await settle(stage.town, seconds=60)
    await stage.load.for_seconds(1)
