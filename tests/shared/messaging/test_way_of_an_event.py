"""An event's way from one service's commit to another's."""

from uuid import uuid4

from tests.shared.messaging.conftest import Neighbours
from tests.shared.messaging.small_services import POISON, announce_source, effects, publish, start_publisher, titles

SOURCE = "/offers/city"


async def test_a_committed_event_takes_effect_once_in_another_service(neighbours: Neighbours) -> None:
    position = await publish(neighbours.offers, "Elterncafé")

    await neighbours.dashboard.has_applied(SOURCE, position)

    assert await effects(neighbours.dashboard) == [(SOURCE, 1)]
    assert await titles(neighbours.dashboard) == ["Elterncafé"]


async def test_a_thousand_events_in_one_transaction_arrive_gapless(neighbours: Neighbours) -> None:
    position = await publish(neighbours.offers, *(f"Angebot {n}" for n in range(1000)))

    await neighbours.dashboard.has_applied(SOURCE, position)

    assert await effects(neighbours.dashboard) == [(SOURCE, n) for n in range(1, 1001)]


async def test_an_older_version_never_replaces_a_newer_one(neighbours: Neighbours) -> None:
    offer = uuid4()
    await publish(neighbours.offers, "neu", offer=offer, version=2)
    position = await publish(neighbours.offers, "alt", offer=offer, version=1)

    await neighbours.dashboard.has_applied(SOURCE, position)

    assert await titles(neighbours.dashboard) == ["neu"]


async def test_a_failing_transaction_leaves_no_event(neighbours: Neighbours) -> None:
    before = await publish(neighbours.offers, "eins")
    try:
        async with neighbours.offers.running.edge.transaction() as work:
            raise ZeroDivisionError
    except ZeroDivisionError:
        assert work.position == 0

    assert await publish(neighbours.offers, "zwei") == before + 1


async def test_an_unexpected_failure_parks_one_event_and_spares_its_neighbours(neighbours: Neighbours) -> None:
    position = await publish(neighbours.offers, *["gut"] * 20, POISON, *["gut"] * 20)

    await neighbours.dashboard.has_applied(SOURCE, position)

    assert len(await effects(neighbours.dashboard)) == 40
    letters = await neighbours.dashboard.http.get("/dead-letters", headers=neighbours.platform.headers())
    assert [(letter["position"], letter["reason"]) for letter in letters.json()["items"]] == [(21, "unexpected")]


async def test_a_source_announced_while_running_is_taken_up(neighbours: Neighbours) -> None:
    hoerde = await start_publisher(neighbours.platform, "offers", instance="hoerde")
    position = await publish(hoerde, "aus Hörde")
    await announce_source(
        neighbours.registry, "/offers/hoerde", hoerde.url, networks=["hoerde"], speaks_for_the_rest=False
    )

    await neighbours.dashboard.has_applied("/offers/hoerde", position)

    assert await titles(neighbours.dashboard) == ["aus Hörde"]


async def test_an_event_about_another_sources_network_is_parked(neighbours: Neighbours) -> None:
    announced = await announce_source(
        neighbours.registry,
        "/offers/hoerde",
        neighbours.offers.url + "/nowhere",
        networks=["hoerde"],
        speaks_for_the_rest=False,
    )
    await neighbours.dashboard.has_applied("/registry/city", announced)
    while "/offers/hoerde" not in {r.source for r in neighbours.dashboard.running.consumer.readers}:
        await neighbours.dashboard.http.get("/checkpoints")
    position = await publish(neighbours.offers, "nicht unser Quartier")

    await neighbours.dashboard.has_applied(SOURCE, position)

    assert await effects(neighbours.dashboard) == []
