"""The overview counts published offers by quarter and life phase, and nothing else."""

from tests.services.dashboard.city import City, Quarter


async def test_an_offer_counts_in_every_life_phase_it_reaches_into(quarter: Quarter) -> None:
    await quarter.published(12, 36)
    assert await quarter.counts() == [0, 1, 1, 0, 0]


async def test_an_offer_that_ends_where_a_phase_begins_does_not_reach_into_it(quarter: Quarter) -> None:
    await quarter.published(0, 24)
    assert await quarter.counts() == [0, 1, 0, 0, 0]


async def test_an_offer_without_an_upper_age_reaches_into_all_later_phases(quarter: Quarter) -> None:
    await quarter.published(30, None)
    assert await quarter.counts() == [0, 0, 1, 1, 1]


async def test_an_offer_without_any_age_is_for_everybody(quarter: Quarter) -> None:
    await quarter.published(None, None)
    assert await quarter.counts() == [1, 1, 1, 1, 1]


async def test_holes_thin_places_and_bridges_are_told(quarter: Quarter) -> None:
    await quarter.published(24, 48, bridge=True)
    await quarter.published(24, 72)
    shown = await quarter.shown()
    assert [phase["depth"] for phase in shown["phases"]] == ["hole", "hole", "covered", "thin", "hole"]
    assert (shown["offers"], shown["bridges"], shown["partners"]) == (2, 1, 1)


async def test_a_changed_offer_counts_where_it_stands_now(city: City, quarter: Quarter) -> None:
    offer = await quarter.published(0, 24)
    body = {
        "network": quarter.network,
        "organisation": quarter.partner,
        "title": "Vorlesen",
        "ages": {"min_months": 72},
    }
    await city.put(city.offers, f"/offers/{offer}", body, version=2)
    assert await quarter.counts() == [0, 0, 0, 0, 1]


async def test_a_withdrawn_offer_disappears(city: City, quarter: Quarter) -> None:
    offer = await quarter.published()
    assert (await quarter.shown())["offers"] == 1
    await city.step(offer, "withdraw", version=2)
    assert (await quarter.shown())["offers"] == 0


async def test_a_draft_is_seen_nowhere(city: City, quarter: Quarter) -> None:
    await quarter.draft(title="Geheime Planung")
    assert (await quarter.shown())["offers"] == 0
    pages = [await city.page("/"), await city.page(f"/quartier/{quarter.network}")]
    assert [page for page in pages if "Geheime Planung" in page] == []


async def test_a_planned_network_has_no_holes_yet(city: City) -> None:
    planned = await city.quarter(status="planned")
    assert {phase["depth"] for phase in (await planned.shown())["phases"]} == {"not-expected"}


async def test_an_area_without_network_is_named_while_it_is_on_the_list(city: City) -> None:
    waiting, former, covered = await city.area(), await city.area(valid_to=2020), (await city.quarter()).area
    named = {area["id"] for area in (await city.overview())["areas_without_network"]}
    assert named & {waiting, former, covered} == {waiting}


async def test_a_network_may_have_several_areas(city: City) -> None:
    areas = [await city.area(label="Lindenhorst"), await city.area(label="Kemminghausen")]
    quarter = await city.quarter(areas=areas)
    assert (await quarter.shown())["areas"] == areas
    assert "Lindenhorst · Kemminghausen" in await city.page("/")


async def test_a_partner_who_left_no_longer_counts(city: City, quarter: Quarter) -> None:
    path = f"/networks/{quarter.network}/members/{quarter.partner}"
    await city.put(city.registry, path, {"role": "Mitglied", "left_on": "2020-12-31"}, version=1)
    assert (await quarter.shown())["partners"] == 0
