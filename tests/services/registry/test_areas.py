"""Action areas and life phases: the office's lists."""

from shared.testing.servers import fresh_name
from tests.services.registry.city import AREA, City, created, problem, refused_field


async def test_an_area_is_created_once_and_then_changed_by_version(city: City) -> None:
    path = f"/areas/{fresh_name('hafen')}"

    first = await city.put(path, AREA)
    again = await city.put(path, AREA)
    changed = await city.put(path, {**AREA, "population": 12_000}, version=1)
    late = await city.put(path, {**AREA, "population": 1}, version=1)

    assert (created(first)["version"], first.headers["ETag"]) == (1, '"1"')
    assert (problem(again), again.headers["ETag"]) == ((412, "precondition-failed"), '"1"')
    assert (changed.status_code, changed.json()["version"], changed.headers["ETag"]) == (200, 2, '"2"')
    assert problem(late) == (412, "precondition-failed")
    assert (await city.get(path)).json() == changed.json()


async def test_a_change_without_a_condition_is_refused(city: City) -> None:
    path = f"/areas/{await city.area()}"

    answer = await city.registry.http.put(path, json=AREA, headers=city.platform.headers())

    assert problem(answer) == (428, "precondition-required")


async def test_a_list_leaves_out_areas_that_were_not_on_it_in_that_year(city: City) -> None:
    former = await city.area(valid_from=2008, valid_to=2020)
    lasting = await city.area(valid_from=2021)
    both = {former, lasting}

    async def on_list(year: int) -> set[str]:
        answer = await city.get("/areas", year=year, limit=500)
        return {area["id"] for area in answer.json()["items"]} & both

    assert await on_list(2007) == set()
    assert await on_list(2008) == {former}
    assert await on_list(2020) == {former}
    assert await on_list(2021) == {lasting}


async def test_an_area_that_ends_before_it_begins_is_refused(city: City) -> None:
    path = f"/areas/{fresh_name('hafen')}"

    refused = await city.put(path, {**AREA, "valid_to": 2007})
    accepted = await city.put(path, {**AREA, "valid_to": 2008})

    assert refused_field(refused) == (422, "ends-before-start", "valid_to")
    assert created(accepted)["valid_to"] == 2008


async def test_an_id_that_is_no_slug_is_refused(city: City) -> None:
    answer = await city.put("/areas/Hafen%20Nord", AREA)

    assert problem(answer) == (422, "invalid-input")


async def test_a_misspelt_field_is_not_lost_in_silence(city: City) -> None:
    answer = await city.put(f"/areas/{fresh_name('hafen')}", {**AREA, "populaton": 5})

    assert refused_field(answer) == (422, "invalid-input", "populaton")


async def test_an_unknown_area_is_not_found(city: City) -> None:
    assert problem(await city.get(f"/areas/{fresh_name('hafen')}")) == (404, "not-found")


async def test_a_life_phase_has_half_open_months_and_its_place_in_the_list(city: City) -> None:
    late, early = fresh_name("phase"), fresh_name("phase")
    created(await city.put(f"/life-phases/{late}", {"label": "spät", "ages": {"min_months": 72}, "order": 51}))
    pregnancy = {"label": "Schwangerschaft", "ages": {"min_months": -9, "max_months": 0}, "order": 50}
    created(await city.put(f"/life-phases/{early}", pregnancy))

    phases = (await city.get("/life-phases", limit=500)).json()["items"]

    assert [phase["key"] for phase in phases if phase["key"] in {late, early}] == [early, late]
    assert (await city.get(f"/life-phases/{early}")).json() == {**pregnancy, "key": early, "version": 1}


async def test_reversed_ages_are_refused(city: City) -> None:
    path = f"/life-phases/{fresh_name('phase')}"
    body = {"label": "0 bis 2", "order": 1}

    refused = await city.put(path, {**body, "ages": {"min_months": 24, "max_months": 0}})
    accepted = await city.put(path, {**body, "ages": {"min_months": 0, "max_months": 24}})

    assert refused_field(refused) == (422, "invalid-input", "ages")
    assert created(accepted)["ages"] == {"min_months": 0, "max_months": 24}
