"""Partner organisations, their parents, and who may keep their entries."""

from uuid import uuid4

from shared.testing.servers import fresh_name
from tests.services.registry.city import PARTNER, City, created, problem, refused_field


async def test_an_unknown_parent_is_named(city: City) -> None:
    known, unknown = await city.partner(), uuid4()
    path = f"/partners/{uuid4()}"

    refused = await city.put(path, {**PARTNER, "parent": str(unknown)})
    accepted = await city.put(path, {**PARTNER, "parent": str(known)})

    assert refused_field(refused) == (422, "unknown-reference", "parent")
    assert refused.json()["unknown"] == str(unknown)
    assert created(accepted)["parent"] == str(known)


async def test_no_chain_of_parents_leads_back(city: City) -> None:
    top = await city.partner()
    middle = await city.partner(parent=str(top))
    bottom = await city.partner(parent=str(middle))

    refused = await city.put(f"/partners/{top}", {**PARTNER, "parent": str(bottom)}, version=1)
    accepted = await city.put(f"/partners/{bottom}", {**PARTNER, "parent": str(top)}, version=1)

    assert refused_field(refused) == (422, "parent-circle", "parent")
    assert accepted.json()["parent"] == str(top)


async def test_a_partner_shows_whose_it_is_and_who_belongs_to_it(city: City) -> None:
    top = await city.partner()
    middle = await city.partner(parent=str(top))
    bottom = await city.partner(parent=str(middle))

    above = (await city.get(f"/partners/{bottom}/chain")).json()["above"]
    below = (await city.get("/partners", parent=str(top))).json()["items"]

    assert [partner["id"] for partner in above] == [str(middle), str(top)]
    assert [partner["id"] for partner in below] == [str(middle)]


async def test_an_organisation_is_not_its_own_parent(city: City) -> None:
    partner = await city.partner()

    refused = await city.put(f"/partners/{partner}", {**PARTNER, "parent": str(partner)}, version=1)

    assert refused_field(refused) == (422, "parent-circle", "parent")


async def test_any_coordinator_brings_a_partner_in_but_does_not_change_it(city: City) -> None:
    coordinator = await city.coordinator(await city.network())
    path = f"/partners/{uuid4()}"

    brought = await city.put(path, PARTNER, by=coordinator)
    changed = await city.put(path, {**PARTNER, "label": "Anders"}, by=coordinator, version=1)

    assert created(brought)["label"] == PARTNER["label"]
    assert problem(changed) == (403, "not-permitted")


async def test_a_partner_keeps_its_own_entry_and_no_other(city: City) -> None:
    own, other = await city.partner(), await city.partner()
    person = await city.person_of(own)
    body = {**PARTNER, "description": "Mit Garten.\nSonntags zu."}

    kept = await city.put(f"/partners/{own}", body, by=person, version=1)
    foreign = await city.put(f"/partners/{other}", body, by=person, version=1)
    new = await city.put(f"/partners/{uuid4()}", body, by=person)

    assert (kept.status_code, kept.json()["description"]) == (200, body["description"])
    assert (problem(foreign), problem(new)) == ((403, "not-permitted"), (403, "not-permitted"))


async def test_partners_are_listed_as_german_readers_order_them_over_pages(city: City) -> None:
    mark = fresh_name("liste")
    labels = [f"{name} {mark}" for name in ("Äpfel", "apfelbaum", "Öse", "Ostern", "Zoo")]
    for label in reversed(labels):
        await city.partner(label=label)

    first = (await city.get("/partners", q=mark, limit=2)).json()
    second = (await city.get("/partners", q=mark, limit=2, cursor=first["next"])).json()
    third = (await city.get("/partners", q=mark, limit=2, cursor=second["next"])).json()

    pages = [[partner["label"] for partner in page["items"]] for page in (first, second, third)]
    assert pages == [labels[:2], labels[2:4], labels[4:]]
    assert third["next"] is None


async def test_a_page_that_never_was_is_refused(city: City) -> None:
    assert problem(await city.get("/partners", cursor="garbage")) == (400, "cursor-invalid")


async def test_a_search_takes_signs_of_patterns_as_they_are(city: City) -> None:
    mark = fresh_name("Größe")
    found = await city.partner(label=f"100% {mark}")
    await city.partner(label=f"100 Kinder {mark}")

    answer = (await city.get("/partners", q=f"0% {mark.upper()}")).json()

    assert [partner["id"] for partner in answer["items"]] == [str(found)]


async def test_a_link_that_is_no_web_address_is_refused(city: City) -> None:
    path = f"/partners/{uuid4()}"

    script = await city.put(path, {**PARTNER, "website": "javascript:alert(1)"})
    disguised = await city.put(path, {**PARTNER, "website": "https://dortmund.de@boese.example/"})
    accepted = await city.put(path, {**PARTNER, "website": "https://www.dortmund.de/familie?a=1#b"})

    assert refused_field(script) == (422, "invalid-input", "website")
    assert refused_field(disguised) == (422, "invalid-input", "website")
    assert created(accepted)["website"] == "https://www.dortmund.de/familie?a=1#b"


async def test_a_name_with_a_line_break_is_refused(city: City) -> None:
    answer = await city.put(f"/partners/{uuid4()}", {**PARTNER, "label": "Kita\r\nBcc: alle@example.org"})

    assert refused_field(answer) == (422, "invalid-input", "label")
