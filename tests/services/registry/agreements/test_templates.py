"""The library of templates: kept by the office, read by all who may propose or sign."""

from shared.testing.servers import fresh_name
from tests.services.registry.agreements.two_houses import TRANSITION, TwoHouses
from tests.services.registry.city import City, Json, created, problem, refused_field

BODY: Json = {
    "label": "Kita – Grundschule",
    "title": "Übergang von der Kita in die Grundschule",
    "text": "Die Häuser laden einander ein.",
    "transition": TRANSITION,
    "obligations": [{"owed_by": "Grundschule", "text": "Lädt zum Schnuppertag ein.", "due_after_days": 180}],
    "review_after_months": 12,
    "retired": False,
}


async def test_the_office_keeps_templates_that_a_quarter_starts_from(city: City) -> None:
    houses, key = await TwoHouses.found(city), fresh_name("uebergang")
    path = f"/agreement-templates/{key}"

    made = created(await city.put(path, BODY))
    refused = await city.put(path, {**BODY, "label": "Neu"}, by=houses.coordinator, version=1)
    shown = (await city.get(path, by=houses.kita_person)).json()
    agreement = await houses.propose(template=key)

    assert made == shown == {**BODY, "key": key, "version": 1}
    assert problem(refused) == (403, "not-permitted")
    assert (await houses.stands(agreement))["template"] == key
    assert [event["type"] for event in await city.events_of(f"agreement-template/{key}")] == [
        "de.infamilie.registry.agreement-template-defined.v1"
    ]


async def test_a_retired_template_is_offered_no_longer(city: City) -> None:
    key = fresh_name("uebergang")
    created(await city.put(f"/agreement-templates/{key}", BODY))

    await city.put(f"/agreement-templates/{key}", {**BODY, "retired": True}, version=1)

    offered = (await city.get("/agreement-templates", by="office", limit=500)).json()["items"]
    retired = (await city.get("/agreement-templates", by="office", retired=True, limit=500)).json()["items"]
    assert key not in {template["key"] for template in offered}
    assert key in {template["key"] for template in retired}


async def test_a_template_that_leads_nowhere_is_refused(city: City) -> None:
    body = {**BODY, "transition": {"to_institution": "kita"}}

    refused = await city.put(f"/agreement-templates/{fresh_name('uebergang')}", body)

    assert refused_field(refused) == (422, "nothing-secured", "transition")
