"""The envelope's arithmetic, and the filters: AND between parameters, OR within one; all of it walked to the last page."""

from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import uuid4

import orjson
import pytest

from services.offers.domain.hsds.programs import program_id
from services.offers.domain.hsds.taxonomies import ACCESSIBILITY, PHASES, TARGET_GROUPS, THEMES, term_id
from services.offers.use_cases.hsds.keep_index import make_missing
from tests.services.offers.city import City, Quarter
from tests.services.offers.hsds.conftest import Rich

WEEKLY = {"first_day": "2026-01-06", "starts_at": "09:30", "ends_at": "11:00", "rule": "FREQ=WEEKLY;BYDAY=TU"}
LONG_AGO = {"first_day": "2020-01-08", "starts_at": "09:30", "ends_at": "11:00"}
PAVILLON = {"name": "Pavillon", "address": "Parkweg 1, 58239 Schwerte", "latitude": 51.44, "longitude": 7.56}
FAR_AWAY = {"name": "Markt", "address": "Markt 1, 44575 Castrop-Rauxel", "latitude": 51.55, "longitude": 7.31}


async def pages(city: City, path: str, **asked: Any) -> list[dict[str, Any]]:
    first = (await city.get(path, page=1, **asked)).json()
    rest = [(await city.get(path, page=page, **asked)).json() for page in range(2, first["total_pages"] + 1)]
    return [first, *rest]


async def found(city: City, quarter: Quarter, path: str = "/services", **asked: Any) -> set[str]:
    """The names of a quarter's services that pass."""
    answer = await city.get(path, program_id=program_id(quarter.network), per_page=500, **asked)
    assert answer.status_code == 200, answer.text
    return {each["name"] for each in answer.json()["contents"]}


@pytest.fixture
async def three(quarter: Quarter) -> Quarter:
    """A quarter with three offers that differ in everything one may ask for."""
    await quarter.published(
        title="Krabbeln",
        ages={"min_months": 0, "max_months": 12},
        themes=["begegnung"],
        places=[PAVILLON],
        schedule={"recurrences": [WEEKLY]},
        accessibility=["step_free"],
    )
    await quarter.published(
        title="Turnen",
        ages={"min_months": 36, "max_months": 72},
        themes=["bewegung"],
        target_groups=["eltern"],
        places=[FAR_AWAY],
        schedule={
            "recurrences": [
                LONG_AGO,
                {**WEEKLY, "rule": "FREQ=WEEKLY;BYDAY=FR", "starts_at": "15:00", "ends_at": "17:30"},
            ]
        },
    )
    await quarter.published(
        title="Schule", ages={"min_months": 72, "max_months": None}, themes=["begegnung", "bildung"]
    )
    return quarter


@pytest.mark.parametrize(
    "path", ["/services", "/service_at_locations", "/organizations", "/taxonomy_terms", "/taxonomies"]
)
async def test_all_pages_together_are_the_list_and_their_envelopes_are_right(
    rich: Rich, three: Quarter, city: City, path: str
) -> None:
    walked = await pages(city, path, per_page=3)
    total = walked[0]["total_items"]
    assert [
        (page["page_number"], page["size"], page["first_page"], page["last_page"], page["empty"]) for page in walked
    ] == [
        (number, min(3, total - 3 * (number - 1)), number == 1, number == len(walked), False)
        for number in range(1, len(walked) + 1)
    ]
    assert {(page["total_items"], page["total_pages"]) for page in walked} == {(total, -(-total // 3))}
    assert [page["size"] for page in walked] == [len(page["contents"]) for page in walked]
    ids = [each["id"] for page in walked for each in page["contents"]]
    assert (len(ids), len(set(ids))) == (total, total)


async def test_a_list_of_nothing_is_one_empty_page(city: City) -> None:
    page = (await city.get("/services", program_id=str(uuid4()))).json()
    assert page == {
        "total_items": 0,
        "total_pages": 0,
        "page_number": 1,
        "size": 0,
        "first_page": True,
        "last_page": True,
        "empty": True,
        "contents": [],
    }


async def test_a_page_behind_the_last_one_is_empty(three: Quarter, city: City) -> None:
    page = (await city.get("/services", program_id=program_id(three.network), page=9)).json()
    said = [
        page[key] for key in ("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty")
    ]
    assert said == [3, 1, 9, 0, False, True, True]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, {"Krabbeln", "Turnen", "Schule"}),
        ({"search": "krabeln"}, {"Krabbeln"}),
        ({"search": ["krabbeln", "schule"]}, {"Krabbeln", "Schule"}),
        ({"minimum_age": 4}, {"Turnen", "Schule"}),
        ({"minimum_age": 1}, {"Turnen", "Schule"}),
        ({"maximum_age": 2}, {"Krabbeln"}),
        ({"minimum_age": 4, "maximum_age": 5}, {"Turnen"}),
        ({"day": "TU"}, {"Krabbeln"}),
        ({"day": ["tu", "FR"]}, {"Krabbeln", "Turnen"}),
        ({"day": "WE"}, set()),
        ({"start_time": "14:00"}, {"Turnen"}),
        ({"end_time": "12:00"}, {"Krabbeln"}),
        ({"day": "FR", "end_time": "12:00"}, set()),
        ({"day": "FR", "start_time": "15:00", "end_time": "17:30"}, {"Turnen"}),
        ({"postcode": "58239"}, {"Krabbeln"}),
        ({"postcode": ["58239", "44575"]}, {"Krabbeln", "Turnen"}),
        ({"postcode": "58239", "proximity": 2000}, {"Krabbeln"}),
        ({"postcode": "58239", "proximity": 40000}, {"Krabbeln", "Turnen"}),
        ({"taxonomy_term_id": term_id(THEMES, "begegnung")}, {"Krabbeln", "Schule"}),
        ({"taxonomy_term_id": [term_id(THEMES, "bewegung"), term_id(THEMES, "bildung")]}, {"Turnen", "Schule"}),
        ({"taxonomy_term_id": term_id(PHASES, "p0_2")}, {"Krabbeln"}),
        ({"taxonomy_term_id": term_id(TARGET_GROUPS, "eltern")}, {"Turnen"}),
        ({"taxonomy_term_id": term_id(ACCESSIBILITY, "step_free")}, {"Krabbeln"}),
        ({"taxonomy_term_id": str(uuid4())}, set()),
        ({"taxonomy_id": TARGET_GROUPS.id}, {"Turnen"}),
        ({"taxonomy_id": [TARGET_GROUPS.id, ACCESSIBILITY.id]}, {"Krabbeln", "Turnen"}),
        ({"taxonomy_id": PHASES.id}, {"Krabbeln", "Turnen", "Schule"}),
        ({"taxonomy_term_id": term_id(THEMES, "begegnung"), "minimum_age": 4}, {"Schule"}),
    ],
)
async def test_different_parameters_must_all_hold_and_values_of_one_are_alternatives(
    three: Quarter, city: City, asked: dict[str, Any], names: set[str]
) -> None:
    assert await found(city, three, **asked) == names


async def test_a_postcode_chooses_among_the_places_of_an_offer(three: Quarter, city: City) -> None:
    await three.published(title="Überall", places=[PAVILLON, FAR_AWAY])
    asked: dict[str, Any] = {"program_id": program_id(three.network), "postcode": "58239", "proximity": 1000}
    contents = (await city.get("/service_at_locations", **asked)).json()["contents"]
    assert [each["location"]["name"] for each in contents] == ["Pavillon", "Pavillon"]


async def test_services_are_asked_for_by_their_organization(rich: Rich, three: Quarter, city: City) -> None:
    organisations = [str(rich.quarter.organisation), str(three.organisation)]
    own = (await city.get("/services", organization_id=organisations[1])).json()
    both = (await city.get("/services", organization_id=organisations, per_page=500)).json()
    assert {each["organization_id"] for each in own["contents"]} == {organisations[1]}
    assert {each["organization_id"] for each in both["contents"]} == set(organisations)


async def test_organizations_are_found_by_the_terms_of_their_offers_and_by_name(
    rich: Rich, three: Quarter, city: City
) -> None:
    by_term = await city.get("/organizations", taxonomy_term_id=term_id(TARGET_GROUPS, "alleinerziehende"))
    by_name = await city.get("/organizations", search="familienzentrum bach")
    assert [[each["id"] for each in answer.json()["contents"]] for answer in (by_term, by_name)] == [
        [str(rich.quarter.organisation)]
    ] * 2


async def test_an_organization_is_told_with_its_services(three: Quarter, city: City) -> None:
    told = (await city.get(f"/organizations/{three.organisation}", full_service="true")).json()
    assert {service["name"] for service in told["services"]} == {"Krabbeln", "Turnen", "Schule"}


async def test_a_copy_needs_little_to_see_what_has_changed(three: Quarter, city: City) -> None:
    contents = (await city.get("/services", program_id=program_id(three.network), minimal="true")).json()["contents"]
    assert {frozenset(each) for each in contents} == {frozenset({"id", "name", "status", "last_modified"})}


async def test_modified_after_finds_what_the_public_log_tells(rich: Rich, three: Quarter, city: City) -> None:
    """For each moment of the log: the offers that had their last event then or later."""
    told = await city.public_events(three.network)
    events = [event for event in told if event["type"].startswith("de.infamilie.offers.offer-")]
    last = {event["subject"].removeprefix("offer/"): datetime.fromisoformat(event["time"]) for event in events}
    for moment in sorted(last.values()):
        answer = await city.get("/services", program_id=program_id(three.network), modified_after=moment.isoformat())
        assert {each["id"] for each in answer.json()["contents"]} == {
            offer for offer, time in last.items() if time >= moment
        }
    assert len(last) == 3


@pytest.mark.parametrize(
    "written", ["2020-01-01", "2020-01-01T00:00:00", "2020-01-01T00:00:00Z", "2020-01-01T01:00:00 01:00"]
)
async def test_a_moment_may_be_written_in_every_way(three: Quarter, city: City, written: str) -> None:
    assert len(await found(city, three, modified_after=written)) == 3


async def test_an_offer_from_before_offers_were_told_in_full_has_its_place_and_price(
    quarter: Quarter, city: City
) -> None:
    offer = await quarter.published(places=[PAVILLON], cost={"kind": "amount", "from_cents": 250})
    async with city.offers.running.edge.transaction() as work:
        statement = "UPDATE offers SET details = details - 'places' - 'cost' WHERE id = $1"
        await work.connection.exec_driver_sql(statement, (offer,))
    service = (await city.get(f"/services/{offer}")).json()
    assert service["service_at_locations"][0]["location"]["name"] == "Pavillon"
    assert service["cost_options"][0]["amount"] == 2.5


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"postcode": "99999", "proximity": 100}, "postcode-unknown"),
        ({"proximity": 100}, "postcode-missing"),
        ({"postcode": "4426"}, "invalid-input"),
        ({"day": "someday"}, "invalid-input"),
        ({"format": "xml"}, "invalid-input"),
        ({"taxonomy_term_id": "themes"}, "invalid-input"),
        ({"modified_after": "gestern"}, "invalid-input"),
        ({"per_page": 100_000}, "invalid-input"),
        ({"minimum_age": "NaN"}, "invalid-input"),
        ({"a_parameter_that_nobody_knows": 1}, "invalid-input"),
    ],
)
async def test_what_makes_no_sense_is_refused(city: City, asked: dict[str, Any], problem: str) -> None:
    answer = await city.get("/services", **asked)
    assert (answer.status_code, answer.json()["type"]) == (422, f"urn:infamilie:problem:{problem}")


async def test_what_is_asked_for_by_place_and_time_is_made_anew_after_other_rules(three: Quarter, city: City) -> None:
    edge = city.offers.running.edge
    before = await found(city, three, day="TU", postcode="58239")
    async with edge.transaction() as work:
        await work.connection.exec_driver_sql(
            "UPDATE hsds_services SET derivation = 0, slot_days = '{}', slot_begins = '{}'"
        )
    emptied = await found(city, three, day="TU", postcode="58239")
    await make_missing(edge)
    assert (before, emptied, await found(city, three, day="TU", postcode="58239")) == (
        {"Krabbeln"},
        set(),
        {"Krabbeln"},
    )


async def test_lines_come_in_the_order_of_pages(three: Quarter, city: City) -> None:
    asked = {"program_id": program_id(three.network)}
    lines = (await city.get("/services", format="ndjson", **asked)).text.splitlines()
    ids = [orjson.loads(line)["id"] for line in lines]
    assert ids == [each["id"] for each in (await city.get("/services", **asked)).json()["contents"]]
    assert all(one < other for one, other in pairwise(ids))
