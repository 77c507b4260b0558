"""Two of everything at once, and one of the two relays frozen while it holds the lock."""

import asyncio
from typing import Any

from shared.messaging.relay import RELAY_LOCK
from tests.chaos.servants import Servant
from tests.chaos.stage import Stage, scenario
from tests.chaos.town import REPLICA, Town

HOLDER = """
SELECT client_port FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND granted AND objid = $1 AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@scenario("two-of-everything", ci=True)
async def two_of_everything(stage: Stage) -> None:
    """Each service runs twice on one database: two relays, two consumers, two sets of postmen."""
    replicas = [stage.town.servants[f"{name}{REPLICA}"] for name in stage.town.running]
    for replica in replicas:
        replica.start()
    for replica in replicas:
        await replica.answers()
    stage.load.begin(writers=2)
    stage.load.begin(writers=2, instance=f"offers{REPLICA}")
    await asyncio.sleep(3 if stage.is_short else 8)
    await stage.load.end()
    for replica in replicas:
        replica.kill()
    if "notifications" in stage.town.running:
        stage.town.servants["notifications"].kill()
        await stage.town.revive("notifications")
    stage.notes.append(f"{len(replicas)} replicas, killed at the end")


@scenario("lock-holder-frozen")
async def lock_holder_frozen(stage: Stage) -> None:
    """The process whose relay holds the lock is stopped by SIGSTOP; the other one takes over, and both go on later."""
    seconds = 13 if stage.is_short else 30
    town, replica = stage.town, stage.town.servants[f"offers{REPLICA}"]
    await replica.comes_back()
    stage.load.begin(writers=2)
    stage.load.begin(writers=2, instance=f"offers{REPLICA}")
    await asyncio.sleep(1)
    frozen = await _holder(town)
    frozen.freeze()
    await asyncio.sleep(seconds)
    heir = await _holder(town)
    frozen.thaw()
    await asyncio.sleep(1)
    await stage.load.end()
    replica.kill()
    stage.insist(heir is not frozen, "the frozen process still held the lock")
    stage.notes.append(f"{frozen.name} frozen for {seconds} s, {heir.name} took over")


async def _holder(town: Town) -> Servant:
    async with town.databases.of("offers") as connection:
        port: Any = await connection.fetchval(HOLDER, RELAY_LOCK)
    candidates = (town.servants["offers"], town.servants[f"offers{REPLICA}"])
    return next(one for one in candidates if one.has_connection_from(port))
