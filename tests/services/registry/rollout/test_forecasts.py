"""Forecasts over HTTP, and all quarters side by side."""

from datetime import date, timedelta

from tests.services.registry.city import City, problem
from tests.services.registry.rollout.quarter import BEGIN, Quarter


async def test_a_quarter_that_waits_is_late_by_the_phase_it_waits_in(own_city: City) -> None:
    quarter = await Quarter.begun(own_city)
    await quarter.open("auftrag", "2024-03-15")

    foreseen = await quarter.get("/forecast")

    assert (foreseen["cause"], foreseen["cause_label"], foreseen["is_certain"]) == (
        "sozialraumanalyse",
        "Sozialraumanalyse",
        False,
    )
    assert foreseen["delay_days"] == (date.fromisoformat(foreseen["goes_live_on"]) - date(2025, 7, 15)).days > 0
    assert (foreseen["next_phase"], foreseen["open_gates"], foreseen["gates"]) == ("sozialraumanalyse", 1, 8)


async def test_a_new_quarter_is_expected_to_need_what_earlier_ones_needed(own_city: City) -> None:
    earlier = await Quarter.begun(own_city)
    await earlier.finish(days=100)
    far_off = date(2150, 1, 1)

    new = await Quarter.begun(own_city, started_on=far_off.isoformat())

    assert (await new.get("/forecast"))["goes_live_on"] == (far_off + timedelta(days=700)).isoformat()


async def test_the_office_compares_all_quarters(own_city: City) -> None:
    done, running = await Quarter.begun(own_city), await Quarter.begun(own_city)
    live = await done.finish(days=60)

    compared = (await own_city.get("/rollout/plans", by="office", limit=1)).json()
    rest = (await own_city.get("/rollout/plans", by="office", cursor=compared["next"])).json()

    standings = {row["network"]: row for row in [*compared["items"], *rest["items"]]}
    assert standings.keys() == {done.network, running.network}
    assert (standings[done.network]["is_certain"], standings[done.network]["goes_live_on"]) == (True, live.isoformat())
    assert (standings[done.network]["delay_days"], standings[done.network]["cause"]) == (-127, None)
    assert (standings[running.network]["started_on"], standings[running.network]["delay_days"] > 0) == (BEGIN, True)


async def test_a_coordinator_does_not_compare(city: City) -> None:
    quarter = await Quarter.begun(city)
    coordinator = await city.coordinator(quarter.network)

    assert problem(await city.get("/rollout/plans", by=coordinator)) == (403, "not-permitted")
    assert (await city.get(f"{quarter.path}/forecast", by=coordinator)).status_code == 200
