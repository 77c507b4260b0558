"""Contact points: kept once, shown in many places, and never told with their numbers."""

from uuid import uuid4

from shared.testing.servers import fresh_name
from tests.services.registry.circles.circle import a_group, id_of
from tests.services.registry.city import City, Json, created, problem, refused_field

POINT: Json = {"label": "Anmeldung im Familienbüro", "phone": "0231 5551234", "mail": "anmeldung@haus.example"}


async def a_site(city: City, network: str) -> str:
    site, (area,) = str(uuid4()), (await city.get(f"/networks/{network}")).json()["areas"]
    body = {"label": "Haus", "area": area, "site_type": "kita", "network": network}
    created(await city.put(f"/anchor-sites/{site}", body))
    return site


async def shown_by(city: City, kind: str, thing: str) -> list[str]:
    listed = (await city.get("/contact-points", used_by=kind, thing=thing)).json()
    return [entry["phone"] for entry in listed["items"]]


async def test_a_changed_number_is_changed_wherever_the_contact_point_is_shown(city: City) -> None:
    network = await city.network()
    site, group = await a_site(city, network), id_of(await a_group(city, network))
    uses = [
        {"kind": "network", "thing": network},
        {"kind": "anchor-site", "thing": site},
        {"kind": "working-group", "thing": group},
        {"kind": "offer", "thing": str(uuid4())},
    ]
    path, body = f"/contact-points/{uuid4()}", {**POINT, "network": network, "uses": uses}
    created(await city.put(path, body))

    changed = await city.put(path, {**body, "phone": "0231 5559999"}, version=1)

    assert changed.json()["uses"] == uses
    assert [await shown_by(city, use["kind"], use["thing"]) for use in uses] == [["0231 5559999"]] * 4


async def test_the_event_says_where_it_is_shown_but_not_how_it_is_reached(city: City) -> None:
    network, point = await city.network(), uuid4()
    uses = [{"kind": "network", "thing": network}]
    created(await city.put(f"/contact-points/{point}", {**POINT, "network": network, "uses": uses}))

    (event,) = await city.events_of(f"contact-point/{point}")

    told = {"id": str(point), "label": POINT["label"], "network": network, "uses": uses}
    assert (event["network"], event["data"]) == (network, told)


async def test_a_coordinator_keeps_and_shows_those_of_the_own_quarter_only(city: City) -> None:
    own, other = await city.network(), await city.network()
    coordinator, path = await city.coordinator(own), f"/contact-points/{uuid4()}"
    elsewhere = [{"kind": "anchor-site", "thing": await a_site(city, other)}]

    foreign = await city.put(path, {**POINT, "network": other}, by=coordinator)
    shown_elsewhere = await city.put(path, {**POINT, "network": own, "uses": elsewhere}, by=coordinator)
    kept = await city.put(path, {**POINT, "network": own}, by=coordinator)
    by_the_office = await city.put(path, {**POINT, "network": own, "uses": elsewhere}, version=1)

    assert {problem(answer) for answer in (foreign, shown_elsewhere)} == {(403, "not-permitted")}
    assert (created(kept)["uses"], by_the_office.json()["uses"]) == ([], elsewhere)


async def test_an_organisation_keeps_its_own(city: City) -> None:
    partner, other = await city.partner(), await city.partner()
    person, path = await city.person_of(partner), f"/contact-points/{uuid4()}"

    foreign = await city.put(path, {**POINT, "organisation": str(other)}, by=person)
    own = await city.put(path, {**POINT, "organisation": str(partner)}, by=person)

    assert problem(foreign) == (403, "not-permitted")
    assert created(own)["organisation"] == str(partner)


async def test_it_names_only_what_is_registered(city: City) -> None:
    path, nowhere = f"/contact-points/{uuid4()}", fresh_name("nirgendwo")

    refused = [
        await city.put(path, {**POINT, "network": nowhere}),
        await city.put(path, {**POINT, "organisation": str(uuid4())}),
        await city.put(path, {**POINT, "uses": [{"kind": "network", "thing": nowhere}]}),
        await city.put(path, {**POINT, "uses": [{"kind": "body", "thing": str(uuid4())}]}),
        await city.put(path, {**POINT, "uses": [{"kind": "offer", "thing": "kein-uuid"}]}),
    ]
    accepted = await city.put(path, POINT)

    fields = ("network", "organisation", "uses", "uses", "uses")
    assert [refused_field(answer)[1:] for answer in refused] == [("unknown-reference", field) for field in fields]
    assert created(accepted)["version"] == 1


async def test_nobody_can_be_reached_without_number_mailbox_page_or_address(city: City) -> None:
    path = f"/contact-points/{uuid4()}"

    unreachable = await city.put(path, {"label": "Anmeldung"})
    by_letter = await city.put(path, {"label": "Anmeldung", "address": "Missundestraße 8, 44145 Dortmund"})

    assert unreachable.status_code == 422
    assert created(by_letter)["phone"] is None


async def test_a_network_says_where_its_own_site_is(city: City) -> None:
    network = await city.network(website="https://libellen.example")

    (event,) = await city.events_of(f"network/{network}")

    assert (await city.get(f"/networks/{network}")).json()["website"] == "https://libellen.example"
    assert event["data"]["website"] == "https://libellen.example"
