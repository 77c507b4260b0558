"""Comparing two records, and the question at entry: is this partner there already?"""

from uuid import uuid4

import httpx

from shared.testing.servers import fresh_name
from tests.services.registry.city import PARTNER, City, created, problem, refused_field
from tests.services.registry.duplicates.register import post


async def test_two_records_are_compared_with_reasons_a_person_can_read(city: City) -> None:
    left = {"name": "Kita Regenbogen e. V.", "street": "Kielstr. 12", "city": "Dortmund", "phone": "0231 5012345"}
    right = {"name": "Kindertagesstätte Regenbogen", "street": "Kielstraße 12", "phone": "+49 (0)231/5012345"}

    answer = (await post(city, "/partners/duplicates/compare", {"left": left, "right": right})).json()

    assert (answer["verdict"], answer["score"] > 0.95) == ("same", True)
    assert {"gleiche Telefonnummer", "gleiche Anschrift"} <= {reason["text"] for reason in answer["reasons"]}


async def test_who_enters_a_partner_is_shown_the_one_that_is_there(city: City) -> None:
    mark = fresh_name("Windrose")
    there = await city.partner(label=f"Kita {mark} e. V.", address={"street": "Hafenstraße 3", "city": "Dortmund"})
    coordinator = await city.coordinator(await city.network())
    draft = {"name": f"Kindertagesstätte {mark}", "street": "Hafenstr. 3", "city": "Dortmund"}

    found = (await post(city, "/partners/duplicates/search", draft, by=coordinator)).json()["items"]
    without = (await post(city, "/partners/duplicates/search", draft, by=coordinator, without=str(there))).json()

    assert [(one["partner"]["id"], one["verdict"]) for one in found] == [(str(there), "same")]
    assert without["items"] == []


async def test_a_partner_is_found_though_its_name_is_mistyped(city: City) -> None:
    there = await city.partner(label="Begegnungszentrum Schmetterlingswiese")

    answer = await post(city, "/partners/duplicates/search", {"name": "Begegnungszentrum Schmeterlingswiese"})

    assert [one["partner"]["id"] for one in answer.json()["items"]] == [str(there)]


async def test_a_partner_is_found_by_its_new_name_and_not_by_the_old_one(city: City) -> None:
    old, new = fresh_name("Sperling"), fresh_name("Adlerhorst")
    partner = await city.partner(label=f"Kita {old}")
    await city.put(f"/partners/{partner}", {**PARTNER, "label": f"Kita {new}"}, version=1)

    by_old = (await post(city, "/partners/duplicates/search", {"name": f"Kita {old}"})).json()["items"]
    by_new = (await post(city, "/partners/duplicates/search", {"name": f"Kita {new}"})).json()["items"]

    assert ([one["partner"]["id"] for one in by_old], [one["partner"]["id"] for one in by_new]) == ([], [str(partner)])


async def test_how_a_partner_is_reached_is_kept_and_told_without_switchboard_and_mailbox(city: City) -> None:
    partner = uuid4()
    reached = {
        "address": {"street": "Kielstraße 20", "postal_code": "44145", "city": "Dortmund"},
        "phone": "+49 231 50-0",
        "mail": "info@kita.example",
        "identifiers": [{"scheme": "vereinsregister-dortmund", "value": "VR 1234"}],
    }

    stands = created(await city.put(f"/partners/{partner}", {**PARTNER, **reached}))

    (event,) = await city.events_of(f"partner/{partner}")
    assert {name: stands[name] for name in reached} == reached
    assert (event["data"]["address"], event["data"]["identifiers"]) == (reached["address"], reached["identifiers"])
    assert {"phone", "mail"} & event["data"].keys() == set()
    assert (await city.get(f"/partners/{partner}")).json() == stands


async def refused(city: City, **said: object) -> httpx.Response:
    return await city.put(f"/partners/{uuid4()}", {**PARTNER, **said})


async def test_what_is_no_number_mailbox_or_postal_code_is_refused(city: City) -> None:
    assert refused_field(await refused(city, phone="ruf mich an")) == (422, "invalid-input", "phone")
    assert refused_field(await refused(city, mail="kita.example")) == (422, "invalid-input", "mail")
    assert refused_field(await refused(city, address={"postal_code": "!"}))[2] == "address/postal_code"
    twice = [{"scheme": "vr", "value": "1"}, {"scheme": "vr", "value": "2"}]
    assert refused_field(await refused(city, identifiers=twice)) == (422, "named-twice", "identifiers")


async def test_a_partners_people_neither_compare_nor_search(city: City) -> None:
    person = await city.person_of(await city.partner())

    answer = await post(city, "/partners/duplicates/search", {"name": "Kita"}, by=person)

    assert problem(answer) == (403, "not-permitted")
