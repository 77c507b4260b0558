"""Everything HSDS answers keeps to the standard, in every position of the envelope."""

from typing import Any

import orjson
import pytest

from services.offers.domain.hsds.programs import program_id
from tests.services.offers.city import City
from tests.services.offers.hsds.conftest import SECRET_FUNDER, SECRET_MAILBOX, SECRET_NOTE, SECRET_NUMBER, Rich
from tests.services.offers.hsds.rules import faults_of

LISTS = ("service", "organization", "service_at_location", "taxonomie", "taxonomy_term")
KINDS = {"taxonomie": "taxonomy"}
each_list = pytest.mark.parametrize("name", LISTS)


def kind_of(name: str) -> str:
    return KINDS.get(name, name)


@each_list
@pytest.mark.parametrize("asked", [{}, {"full": "true"}, {"per_page": "1"}])
async def test_everything_in_a_list_keeps_to_the_standard(
    rich: Rich, city: City, name: str, asked: dict[str, str]
) -> None:
    known = (
        asked
        if name not in {"taxonomie", "taxonomy_term"}
        else {key: said for key, said in asked.items() if key != "full"}
    )
    answer = await city.get(f"/{name}s", **known)
    contents = answer.json()["contents"]
    assert (answer.status_code, [faults_of(kind_of(name), each) for each in contents]) == (200, [[]] * len(contents))
    assert contents != []


@each_list
async def test_each_record_of_a_list_is_there_by_its_id(rich: Rich, city: City, name: str) -> None:
    contents = (await city.get(f"/{name}s", per_page=20)).json()["contents"]
    single = [await city.get(f"/{name}s/{each['id']}") for each in contents]
    assert [(one.status_code, one.json()["id"], faults_of(kind_of(name), one.json())) for one in single] == [
        (200, each["id"], []) for each in contents
    ]


@each_list
async def test_the_lines_are_the_pages_in_another_form(rich: Rich, city: City, name: str) -> None:
    lines = (await city.get(f"/{name}s", format="ndjson")).text.splitlines()
    total = (await city.get(f"/{name}s")).json()["total_items"]
    read = [orjson.loads(line) for line in lines]
    assert (len({each["id"] for each in read}), [faults_of(kind_of(name), each) for each in read]) == (
        total,
        [[]] * total,
    )


async def test_a_full_service_says_all_that_the_offer_says(rich: Rich, city: City) -> None:
    service = (await city.get(f"/services/{rich.full}")).json()
    assert {
        "contacts",
        "schedules",
        "service_at_locations",
        "languages",
        "cost_options",
        "capacities",
        "attributes",
        "metadata",
        "organization",
        "program",
        "service_areas",
    } <= service.keys()
    assert (service["name"], service["minimum_age"], service["maximum_age"]) == ("Elterncafé mit Frühstück", 0.5, 1.5)
    assert (service["program_id"], service["program"]["name"]) == (str(rich.project), "Elterncafés im Quartier")
    assert [place["location"].get("name") for place in service["service_at_locations"]] == [
        "Haus der Generationen",
        "Pavillon",
        "Wiese am Bach",
    ]


async def test_rules_that_hsds_cannot_say_are_told_in_words(rich: Rich, city: City) -> None:
    schedules = (await city.get(f"/services/{rich.full}")).json()["schedules"]
    said = [(each.get("freq"), each.get("byday"), each.get("valid_to")) for each in schedules]
    assert said[:4] == [
        ("WEEKLY", "TU", "2099-12-31"),
        (None, None, "2026-02-18"),
        (None, None, None),
        ("MONTHLY", "1MO", None),
    ]
    assert "FREQ=YEARLY" in schedules[2]["description"]
    assert schedules[0]["description"] == "nicht in den Schulferien in Nordrhein-Westfalen; nicht am 17.02.2026"


async def test_phases_themes_and_bridges_are_attributes(rich: Rich, city: City) -> None:
    attributes = (await city.get(f"/services/{rich.full}")).json()["attributes"]
    told = {(each["link_type"], each["taxonomy_term"]["code"]) for each in attributes if "taxonomy_term" in each}
    assert {("life_phase", "p0_2"), ("theme", "beratung"), ("bridge_from", "p0_2"), ("bridge_to", "p2_4")} <= told


@pytest.mark.parametrize(
    ("state", "status"), [("full", "active"), ("paused", "temporarily closed"), ("ended", "inactive")]
)
async def test_each_state_has_its_status(rich: Rich, city: City, state: str, status: str) -> None:
    assert (await city.get(f"/services/{getattr(rich, state)}")).json()["status"] == status


@pytest.mark.parametrize("state", ["draft", "in_review"])
async def test_what_nobody_outside_has_seen_is_not_there(rich: Rich, city: City, state: str) -> None:
    hidden = str(getattr(rich, state))
    texts = [
        (await city.get(path, format="ndjson", **asked)).text
        for path in ("/services", "/service_at_locations", "/organizations")
        for asked in ({}, {"full": "true"})
    ]
    assert (await city.get(f"/services/{hidden}")).status_code == 404
    assert [hidden in text for text in texts] == [False] * 6


@pytest.mark.parametrize("secret", [SECRET_NUMBER, SECRET_NOTE, SECRET_FUNDER, SECRET_MAILBOX, "Noch geheim"])
async def test_nothing_leaves_that_is_for_professionals_only(rich: Rich, city: City, secret: str) -> None:
    everything = [
        (await city.get(path, format="ndjson", full="true")).text
        for path in ("/services", "/service_at_locations", "/organizations")
    ]
    assert [secret in text for text in everything] == [False] * 3


async def test_a_contact_is_told_where_the_institution_wants_it(rich: Rich, city: City) -> None:
    contact = {"function": "Büro", "switchboard": "0231 5555", "mailbox": "post@example.org", "is_public": True}
    offer = await rich.quarter.published(contact=contact)
    service = (await city.get(f"/services/{offer}")).json()
    assert (service["phones"][0]["number"], service["email"]) == ("0231 5555", "post@example.org")


async def test_the_history_tells_public_versions_only(rich: Rich, city: City) -> None:
    offer = await rich.quarter.draft(title="Entwurf des Titels")
    await rich.quarter.put(offer, by=rich.quarter.coordinator, condition={"If-Match": '"1"'}, title="Turnen für Zwerge")
    await rich.quarter.post(offer, "publish", by=rich.quarter.coordinator, version=2)
    await rich.quarter.put(offer, by=rich.quarter.coordinator, condition={"If-Match": '"3"'}, title="Turnen für Riesen")
    history = (await city.get(f"/services/{offer}")).json()["metadata"]
    assert [(each["field_name"], each["previous_value"], each["replacement_value"]) for each in history] == [
        ("status", "", "active"),
        ("name", "Turnen für Zwerge", "Turnen für Riesen"),
    ]


async def test_a_quarter_without_project_is_the_program(rich: Rich, city: City) -> None:
    service = (await city.get(f"/services/{rich.paused}")).json()
    assert (service["program_id"], service["service_areas"][0]["name"]) == (
        program_id(rich.quarter.network),
        rich.quarter.network,
    )


async def test_an_organization_without_description_is_described_by_kind_and_quarter(rich: Rich, city: City) -> None:
    told: dict[str, Any] = (await city.get(f"/organizations/{rich.quarter.organisation}")).json()
    assert told["description"] == f"Verein im Netzwerk {rich.quarter.network}"
    assert (told["website"], told["organization_identifiers"][0]["identifier"]) == (
        "https://www.example.org/familie",
        "VR 1234",
    )


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        ("service", {"id": "x", "name": "n", "status": "active"}),
        ("service", {"id": "7f0f4a9c-5d0c-5a3e-9d5b-3c1f6a3f2b11", "name": "n", "status": "draft"}),
        ("service", {"id": "7f0f4a9c-5d0c-5a3e-9d5b-3c1f6a3f2b11", "name": "n", "status": "active", "url": None}),
        ("taxonomy", {"id": "7f0f4a9c-5d0c-5a3e-9d5b-3c1f6a3f2b11", "name": "n"}),
        ("address", {"id": "7f0f4a9c-5d0c-5a3e-9d5b-3c1f6a3f2b11", "city": "Dortmund"}),
        ("schedule", {"id": "7f0f4a9c-5d0c-5a3e-9d5b-3c1f6a3f2b11", "freq": "YEARLY"}),
    ],
)
def test_the_rules_find_what_is_wrong(kind: str, document: dict[str, Any]) -> None:
    assert faults_of(kind, document) != []
