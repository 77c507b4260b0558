"""kill -9 of whoever sends, again and again, while offers go to hundreds of families."""

import asyncio
from uuid import UUID

from shared.contracts.offers import OfferPublished
from tests.chaos.base_data import NETWORKS
from tests.chaos.bulk import append_events, offer_event
from tests.chaos.stage import Stage, scenario

KILLS, KILLS_IN_CI = 100, 6
LONGEST_SECONDS = 0.05
PATIENCE_SECONDS = 20
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


async def _publish_everywhere(stage: Stage) -> None:
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
        for network in NETWORKS
    ]
    await append_events(stage.town, events)


async def _mails_leave(stage: Stage) -> None:
    """Wait until the first of these mails is under way."""
    async with asyncio.timeout(PATIENCE_SECONDS), stage.town.databases.of("notifications") as connection:
        while not await connection.fetchval(UNDER_WAY):  # noqa: ASYNC110 - the condition is in the database
            await asyncio.sleep(0.002)
