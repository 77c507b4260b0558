"""The office sees what people wait for in vain, never fewer than five of them."""

from shared.contracts.registry import NetworkDefined, NetworkStatus
from shared.testing.servers import fresh_name
from tests.services.notifications.city import City, published


async def silent(city: City) -> dict[tuple[str, str], int | None]:
    answer = await city.notifications.http.get("/figures/silent-subscriptions", headers=city.platform.headers())
    assert answer.is_success, answer.text
    return {(one["cause"], one["value"]): one["subscriptions"] for one in answer.json()}


async def test_a_theme_that_no_offer_has_is_waited_for_in_vain(city: City) -> None:
    network, theme = await city.network(), fresh_name("thema")
    for _ in range(5):
        await city.subscriber(network, themes=[theme])
    before = await silent(city)
    await city.tell_offer(published(await city.network(), themes=(theme,)))
    assert before["theme-without-offer", theme] == 5
    assert ("theme-without-offer", theme) not in await silent(city)


async def test_who_also_asked_for_something_that_is_there_does_not_wait_in_vain(city: City) -> None:
    network, missing, there = await city.network(), fresh_name("thema"), fresh_name("thema")
    await city.tell_offer(published(await city.network(), themes=(there,)))
    for _ in range(5):
        await city.subscriber(network, themes=[missing, there])
    assert ("theme-without-offer", missing) not in await silent(city)


async def test_a_quarter_that_rests_tells_nothing_and_few_people_are_not_counted(city: City) -> None:
    network = await city.network()
    await city.subscriber(network)
    asleep = NetworkDefined(id=network, label="Eving", short_label="Eving", status=NetworkStatus.DORMANT, areas=())
    async with city.registry.running.edge.transaction() as work:
        work.announce(f"network/{network}", version=2, data=asleep)
    await city.notifications.has_applied("/registry/city", work.position)
    found = await silent(city)
    assert ("quarter-asleep", network) in found
    assert found["quarter-asleep", network] is None
