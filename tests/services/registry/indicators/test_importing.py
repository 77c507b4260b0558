"""Figures are imported by source: tried first, suppressed at the door, kept with their history."""

import pytest

from services.registry.domain.exchange.sheet import MOST_ROWS
from tests.services.registry.city import City, problem, refused_field
from tests.services.registry.indicators.tables import (
    CAUTION,
    COLUMNS,
    HEADINGS,
    csv_of,
    imported,
    indicator,
    source,
    workbook_of,
)


@pytest.mark.parametrize("make", [csv_of, workbook_of])
async def test_a_table_is_imported_from_either_kind_of_file(city: City, make: object) -> None:
    assert callable(make)
    area, births, atlas = await city.area(), await indicator(city), await source(city)

    answer = await imported(city, atlas, make(HEADINGS, (area, 2024, births, 120, None)))

    assert (answer.status_code, answer.json()["new"], answer.json()["faults"]) == (200, 1, [])
    (value,) = (await city.get("/indicators/values", area=area)).json()["items"]
    assert (value["value"], value["year"], value["indicator"]) == (120, 2024, births)
    assert (value["caution"], value["source_label"]) == (CAUTION, f"Amt {atlas}")


async def test_a_dry_run_keeps_nothing_and_tells_what_would_happen(city: City) -> None:
    area, births, atlas = await city.area(), await indicator(city), await source(city)
    table = csv_of(HEADINGS, (area, 2024, births, 120, None), ("nirgends", 2024, births, 120, None))

    answer = await imported(city, atlas, table, dry_run=True)

    report = answer.json()
    assert (report["dry_run"], report["new"], report["fault_count"]) == (True, 1, 1)
    assert (report["faults"][0]["row"], report["faults"][0]["column"]) == (3, "Gebiet")
    assert "nirgends" in report["faults"][0]["reason"]
    assert (await city.get("/indicators/values", area=area)).json()["items"] == []
    assert "Event-Position" not in answer.headers


async def test_the_same_table_again_changes_nothing(city: City) -> None:
    area, births, atlas = await city.area(), await indicator(city), await source(city)
    table = csv_of(HEADINGS, (area, 2024, births, 120, None), (area, 2023, births, 3, None))
    await imported(city, atlas, table)

    again = await imported(city, atlas, table)

    report = again.json()
    assert (report["new"], report["changed"], report["unchanged"]) == (0, 0, 2)
    assert "Event-Position" not in again.headers


async def test_a_newer_table_supersedes_and_the_history_stays(city: City) -> None:
    area, births, atlas = await city.area(), await indicator(city), await source(city)
    for value in (120, "1.250,5"):
        await imported(city, atlas, csv_of(HEADINGS, (area, 2024, births, value, None)))

    versions = (
        await city.get("/indicators/values/history", area=area, year=2024, indicator=births, source=atlas)
    ).json()["items"]

    assert [(version["version"], version["value"]) for version in versions] == [(1, 120), (2, 1250.5)]
    told = await city.events_of(f"indicator-value/{area}/2024/{births}/{atlas}")
    assert [event["data"]["value"] for event in told] == [120, 1250.5]


async def test_a_small_count_is_stored_nowhere(city: City) -> None:
    area, births, atlas = await city.area(), await indicator(city), await source(city)

    await imported(city, atlas, csv_of(HEADINGS, (area, 2024, births, 4, None)))

    (value,) = (await city.get("/indicators/values", area=area)).json()["items"]
    (event,) = await city.events_of(f"indicator-value/{area}/2024/{births}/{atlas}")
    assert (value["value"], value["suppressed"]) == (None, True)
    assert "value" not in event["data"]


async def test_a_share_of_few_is_suppressed_when_the_group_is_told(city: City) -> None:
    area, share = await city.area(), await indicator(city, unit="percent")
    atlas = await source(city, **COLUMNS)
    rows = [(area, 2024, share, "10 %", 40), (area, 2023, share, "10 %", 400)]

    await imported(city, atlas, csv_of(HEADINGS, *rows))

    values = (await city.get("/indicators/values", area=area)).json()["items"]
    assert [(value["year"], value["value"]) for value in values] == [(2023, 10), (2024, None)]


async def test_the_columns_of_a_source_are_remembered(city: City) -> None:
    area, births = await city.area(), await indicator(city)
    atlas = await source(
        city, area="Ort", fixed_year=2022, indicators={"Geb.": births}, area_names={"Unser Viertel": area}
    )

    await imported(city, atlas, csv_of(("Ort", "Geb."), ("Unser Viertel", 77)))

    (value,) = (await city.get("/indicators/values", area=area)).json()["items"]
    assert (value["year"], value["value"]) == (2022, 77)


async def test_figures_are_narrowed_by_network_year_and_indicator(city: City) -> None:
    network, births, atlas = await city.network(), await indicator(city), await source(city)
    (area,) = (await city.get(f"/networks/{network}")).json()["areas"]
    other = await city.area()
    rows = [(place, year, births, 100, None) for place in (area, other) for year in (2023, 2024)]
    await imported(city, atlas, csv_of(HEADINGS, *rows))

    found = (await city.get("/indicators/values", network=network, year=2024, indicator=births)).json()["items"]

    assert [(value["area"], value["year"]) for value in found] == [(area, 2024)]


async def test_what_is_no_table_is_refused(city: City) -> None:
    atlas = await source(city)

    empty = await imported(city, atlas, b"")
    broken = await imported(city, atlas, b"PK\x03\x04broken")
    foreign = await imported(city, atlas, csv_of(("Name", "Ort"), ("a", "b")))
    unknown = await imported(city, "nobody", csv_of(HEADINGS))

    assert problem(empty) == (422, "table-unreadable")
    assert problem(broken) == (422, "table-unreadable")
    assert problem(foreign) == (422, "headings-missing")
    assert problem(unknown) == (404, "not-found")


async def test_a_table_of_line_ends_is_refused(city: City) -> None:
    atlas = await source(city)

    refused = await imported(city, atlas, csv_of(HEADINGS) + b"\n" * (2 * MOST_ROWS + 2))

    assert problem(refused) == (422, "too-many-rows")


async def test_descent_is_not_defined_as_a_need(city: City) -> None:
    said = {"label": "Migrationshintergrund", "unit": "percent", "caution": "Beschreibt nur."}

    refused = await city.put("/indicators/mh-anteil", {**said, "direction": "more_is_worse"})
    accepted = await city.put("/indicators/mh-anteil", {**said, "direction": "neutral"})

    assert refused_field(refused) == (422, "descent-is-no-need", "direction")
    assert accepted.status_code == 201


async def test_a_source_names_known_indicators_and_areas_only(city: City) -> None:
    area = await city.area()
    columns = {"area": "Ort", "fixed_year": 2022, "indicators": {"Geb.": "unknown"}, "area_names": {"Hier": area}}

    refused = await city.put("/indicators/sources/neu", {"label": "Neu", "columns": columns})

    assert refused_field(refused) == (422, "unknown-reference", "columns/indicators")


async def test_only_the_office_imports(city: City) -> None:
    coordinator, atlas = await city.coordinator(await city.network()), await source(city)

    assert problem(await imported(city, atlas, csv_of(HEADINGS), by=coordinator)) == (403, "not-permitted")


async def test_the_audit_trail_keeps_the_import_in_figures(city: City) -> None:
    area, births, atlas = await city.area(), await indicator(city), await source(city)

    await imported(city, atlas, csv_of(HEADINGS, (area, 2024, births, 120, None)))

    made, import_line = await city.audit_of("indicator-source", atlas)
    assert made["action"] == "create-indicator-source"
    assert (import_line["action"], import_line["after"]["new"]) == ("import-indicator-values", 1)
