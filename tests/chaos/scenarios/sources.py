"""A quarter gets a catalogue of its own while everything runs."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from deploy.local.installation import SECOND_OFFERS
from tests.chaos.base_data import NETWORKS
from tests.chaos.settling import settle
from tests.chaos.stage import Stage, scenario
from tests.chaos.town import Town

QUARTER = "hoerde"


async def announce(town: Town, instance: str, url: str, *, networks: Sequence[str]) -> None:
    """Let the registry say that a source speaks for some quarters from now on."""
    body = {
        "feed_url": f"{url}/events",
        "networks": list(networks),
        "speaks_for_the_rest": False,
        "since": datetime.now(UTC).isoformat(),
        "retired": False,
    }
    async with town.api("registry") as http:
        answer = await http.put(f"/sources/offers/{instance}", json=body, headers={"If-None-Match": "*"})
        answer.raise_for_status()


@scenario("second-offers-taken-up", spoils=True)
async def second_offers(stage: Stage) -> None:
    """Hörde's own instance is started and announced; the city's goes on with the other quarters."""
    town, others = stage.town, [network for network in NETWORKS if network != QUARTER]
    await stage.load.for_seconds(1)
    stage.load.begin(networks=others)
    await town.servants[SECOND_OFFERS].comes_back()
    await announce(town, QUARTER, town.url_of(SECOND_OFFERS), networks=[QUARTER])
    stage.expected.second_offers = True
    stage.load.begin(writers=2, instance=SECOND_OFFERS, networks=[QUARTER])
    await asyncio.sleep(3)
    await stage.load.end()
    await settle(town, seconds=60, second_offers=True)
    town.servants[SECOND_OFFERS].kill()
    await town.servants[SECOND_OFFERS].comes_back()
    await stage.load.for_seconds(1, writers=2, instance=SECOND_OFFERS, networks=[QUARTER])
    stage.notes.append("/offers/hoerde announced under load, then killed once")
