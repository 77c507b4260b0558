"""Backups are put back under running services: histories part, and nothing may be lost, doubled or invented silently."""

import asyncio
from dataclasses import dataclass

from tests.chaos.log_reading import Logged, heads, read_log
from tests.chaos.settling import settle
from tests.chaos.stage import Stage, scenario
from tests.chaos.town import EMPTY

KEPT = "kept"
PHASE_SECONDS = 2.0
CONSUMERS = ("dashboard", "witness")


@dataclass
class Backup:
    """What was known to be committed when a backup was taken."""

    head: int
    versions: dict[str, int]


async def _write_and_settle(stage: Stage, seconds: float = PHASE_SECONDS) -> None:
    await stage.load.for_seconds(seconds)
    await settle(stage.town, seconds=60)


async def _keep(stage: Stage, *instances: str) -> Backup:
    for instance in instances:
        await stage.town.databases.keep(instance, label=KEPT)
    head = (await heads(stage.town, "offers"))["/offers/city"]
    return Backup(head, dict(stage.load.offers.versions))


async def _forget_offers(stage: Stage, backup: Backup, *, label: str = KEPT) -> list[Logged]:
    """Put the catalogue back and return the events that are gone; whoever reads the mails has seen them."""
    gone = [event for event in await read_log(stage.town, "offers") if event.position > backup.head]
    await stage.town.databases.put_back("offers", label=label)
    stage.load.offers.versions = dict(backup.versions)
    stage.expected.former_events += gone
    return gone


def _consumers(stage: Stage) -> list[str]:
    return [name for name in CONSUMERS if name in stage.town.running]


@scenario("producer-restored", ci=True, spoils=True)
async def producer_restored(stage: Stage) -> None:
    """The catalogue's database goes back, while Redis and the consumers have the later state."""
    await _write_and_settle(stage)
    backup = await _keep(stage, "offers")
    await _write_and_settle(stage)
    gone = await _forget_offers(stage, backup)
    await stage.load.for_seconds(PHASE_SECONDS)
    stage.notes.append(f"{len(gone)} events gone")


@scenario("consumer-restored", spoils=True)
async def consumer_restored(stage: Stage) -> None:
    """The databases of those who only hear go back."""
    await _write_and_settle(stage)
    await _keep(stage, *_consumers(stage))
    await _write_and_settle(stage)
    for instance in _consumers(stage):
        await stage.town.databases.put_back(instance, label=KEPT)
    await stage.load.for_seconds(PHASE_SECONDS)
    stage.notes.append(" and ".join(_consumers(stage)))


@scenario("notifications-restored", spoils=True, needs=("notifications",))
async def notifications_restored(stage: Stage) -> None:
    """The ledger of mails goes back: what was sent since then is sent once more, and nothing else."""
    await _write_and_settle(stage)
    await _keep(stage, "notifications")
    async with stage.town.mailbox() as mailbox:
        before = (await mailbox.get("/api/count")).json()["count"]
        await _write_and_settle(stage)
        since = (await mailbox.get("/api/count")).json()["count"] - before
    await stage.town.databases.put_back("notifications", label=KEPT)
    await stage.load.for_seconds(PHASE_SECONDS)
    stage.expected.mails_forgotten = stage.expected.mails_may_repeat = since
    stage.notes.append(f"a ledger without the last {since} mails")


@scenario("both-restored", spoils=True)
async def both_restored(stage: Stage) -> None:
    """Producer and consumers go back, to different times."""
    await _write_and_settle(stage)
    backup = await _keep(stage, "offers")
    await _write_and_settle(stage, 1)
    await _keep(stage, *_consumers(stage))
    await _write_and_settle(stage, 1)
    gone = await _forget_offers(stage, backup)
    for instance in _consumers(stage):
        await asyncio.sleep(stage.rng.uniform(0, 2))
        await stage.town.databases.put_back(instance, label=KEPT)
    await stage.load.for_seconds(PHASE_SECONDS)
    stage.notes.append(f"{len(gone)} events gone, {' and '.join(_consumers(stage))} at a time between")


@scenario("new-database-beside-old-redis", spoils=True)
async def new_database(stage: Stage) -> None:
    """The catalogue begins with an empty database, while Redis has its old stream under the same epoch."""
    await _write_and_settle(stage)
    base = stage.town.base_heads["/offers/city"]
    gone = await _forget_offers(stage, Backup(base, {}), label=EMPTY)
    stage.expected.base_of_offers = 0
    await stage.load.for_seconds(PHASE_SECONDS)
    stage.notes.append(f"{len(gone)} events gone")
