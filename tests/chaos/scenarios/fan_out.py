"""Whoever sends is killed, Redis is wiped and PostgreSQL restarted while offers go to hundreds of families."""

import asyncio
from uuid import UUID

from shared.contracts.offers import OfferPublished
from tests.chaos.base_data import NETWORKS
from tests.chaos.bulk import append_events, offer_event
from tests.chaos.scenarios.database import start_database
from tests.chaos.stage import Stage, scenario

KILLS, KILLS_IN_CI = 100, 6
RESTARTS, RESTARTS_IN_CI = 10, 2
# So many that mails are still under way when the database has shut down.
OFFERS_A_RESTART = 20
LONGEST_SECONDS = 0.05
PATIENCE_SECONDS = 20
OPEN = "SELECT count(*) FROM deliveries WHERE state IN ('created', 'sending') AND offer IS NOT NULL"
UNDER_WAY = "SELECT EXISTS (SELECT FROM deliveries WHERE state = 'sending')"


@scenario("kills-during-fan-out", ci=True, needs=("notifications",))
async def kills_during_fan_out(stage: Stage) -> None:
    """Each kill comes at a moment of chance after an offer for every quarter; what was under way may come twice, and nothing else."""
    kills = KILLS_IN_CI if stage.is_short else KILLS
    for _ in range(kills):
        await _publish_everywhere(stage)
        await _mails_leave(stage)
        await asyncio.sleep(stage.rng.uniform(0, LONGEST_SECONDS))
        stage.town.servants["notifications"].kill()
        await stage.town.revive("notifications")
    stage.notes.append(f"{kills} kills, {stage.town.in_flight_at_kills} mails under way at them")


@scenario("database-restarted-during-fan-out", ci=True, needs=("notifications",))
async def database_restarted_during_fan_out(stage: Stage) -> None:
    """Redis forgets everything and PostgreSQL shuts down while mails leave; whoever sends lives on, so nothing comes twice."""
    restarts, open_mails = RESTARTS_IN_CI if stage.is_short else RESTARTS, 0
    for _ in range(restarts):
        await _publish_everywhere(stage, offers=OFFERS_A_RESTART)
        await _mails_leave(stage)
        await asyncio.sleep(stage.rng.uniform(0, LONGEST_SECONDS))
        async with stage.town.broker() as broker:
            await broker.flushall()
        stage.town.installation.postgres.stop()
        await start_database(stage.town)
        open_mails += await _open_mails(stage)
    stage.notes.append(f"{restarts} × FLUSHALL and fast shutdown, {open_mails} mails open after them")
    stage.insist(open_mails > 0, "every mail had left before the database went away")


async def _publish_everywhere(stage: Stage, *, offers: int = 1) -> None:
    events = [
        offer_event(
            stage.rng,
            OfferPublished,
            offer=UUID(int=stage.rng.getrandbits(128), version=4),
            version=1,
            title="Ein Angebot für viele",
            network=network,
            notice=1,
        )
        for network in NETWORKS * offers
    ]
    await append_events(stage.town, events)


async def _mails_leave(stage: Stage) -> None:
    """Wait until the first of these mails is under way."""
    async with asyncio.timeout(PATIENCE_SECONDS), stage.town.databases.of("notifications") as connection:
        while not await connection.fetchval(UNDER_WAY):  # noqa: ASYNC110 - the condition is in the database
            await asyncio.sleep(0.002)


async def _open_mails(stage: Stage) -> int:
    async with stage.town.databases.of("notifications") as connection:
        return int(await connection.fetchval(OPEN))
