"""PostgreSQL restarts, is away, and has to keep old row versions for somebody who only reads."""

import asyncio

from deploy.local.refusals import StartRefused
from tests.chaos.meter import Meter
from tests.chaos.stage import Stage, scenario
from tests.chaos.town import Town


@scenario("read-only-transaction", ci=True)
async def read_only_transaction(stage: Stage) -> None:
    """A transaction that only reads has been open in every database since the scenarios began, and stays open."""
    await stage.load.for_seconds(3 if stage.is_short else 10)
    age = await stage.town.databases.oldest_snapshot_seconds()
    slowest = stage.load.offers.slowest_seconds
    stage.notes.append(f"open for {age:.0f} s, slowest change {slowest:.2f} s")
    stage.insist(age > 0, "no such transaction is open")


@scenario("postgres-restarted", ci=True)
async def restarted(stage: Stage) -> None:
    """The fast shutdown of a maintenance window."""
    stage.load.begin()
    await asyncio.sleep(1)
    stage.town.installation.postgres.stop()
    await start_database(stage.town)
    await asyncio.sleep(1)
    stage.notes.append("fast shutdown")


@scenario("postgres-killed")
async def killed(stage: Stage) -> None:
    """SIGKILL of the postmaster: recovery from the write-ahead log."""
    stage.load.begin()
    await asyncio.sleep(1)
    stage.town.installation.postgres.kill()
    await start_database(stage.town)
    await asyncio.sleep(1)
    stage.notes.append("kill -9 of the postmaster")


@scenario("postgres-down")
async def down(stage: Stage) -> None:
    """The database is away for a while; nobody shouts or spins."""
    stage.town.installation.postgres.kill()
    await asyncio.sleep(2)
    meter = Meter([stage.town.servants[name] for name in stage.town.running])
    await asyncio.sleep(20)
    stage.problems += meter.read(stage.notes)
    await start_database(stage.town)
    await stage.load.for_seconds(1)
    stage.notes.append("down for 22 s")


async def start_database(town: Town) -> None:
    """Start the server; as long as children of a killed one live, it refuses."""
    for _ in range(50):
        town.installation.postgres.start()
        try:
            town.installation.postgres.wait_ready()
        except StartRefused:
            await asyncio.sleep(0.1)
        else:
            break
    await town.databases.answers()
