"""A network's offers in numbers."""

from tests.services.offers.city import PHASES, City, Quarter


async def test_an_offer_counts_in_every_life_phase_it_reaches_into(quarter: Quarter, city: City) -> None:
    await quarter.published(ages={"min_months": 12, "max_months": 36})
    await quarter.published(ages={"min_months": None, "max_months": 0})
    await quarter.published(ages={"min_months": 24, "max_months": None})
    told = (await city.get(f"/networks/{quarter.network}/overview")).json()
    assert told["published"] == 3
    assert [phase["offers"] for phase in told["phases"]] == [1, 1, 2, 1, 1]
    assert [phase["key"] for phase in told["phases"]] == [key for key, _, _ in PHASES]
    assert told["phases"][0]["ages"] == {"min_months": -9, "max_months": 0}


async def test_only_published_offers_count(quarter: Quarter, city: City) -> None:
    await quarter.draft()
    ended = await quarter.published()
    await quarter.post(ended, "withdraw", by=quarter.coordinator, version=2)
    told = (await city.get(f"/networks/{quarter.network}/overview", by="office")).json()
    assert (told["published"], {phase["offers"] for phase in told["phases"]}) == (0, {0})


async def test_an_unchanged_overview_is_answered_by_304(quarter: Quarter, city: City) -> None:
    path = f"/networks/{quarter.network}/overview"
    tag = (await city.get(path)).headers["ETag"]
    before = await city.offers.http.get(path, headers={"If-None-Match": tag})
    await quarter.published()
    after = await city.offers.http.get(path, headers={"If-None-Match": tag})
    assert (before.status_code, after.status_code) == (304, 200)


async def test_a_network_nobody_knows_has_no_overview(city: City) -> None:
    assert (await city.get("/networks/nirgendwo/overview")).status_code == 404
