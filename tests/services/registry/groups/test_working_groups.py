"""Working groups: what they are about, and partners that join and leave by their own choice."""

from uuid import uuid4

from shared.testing.servers import fresh_name
from tests.services.registry.circles.circle import a_group, id_of
from tests.services.registry.city import City, created, problem, refused_field


async def test_a_group_has_a_theme_or_a_target_group_and_a_known_life_phase(city: City) -> None:
    path, body = f"/working-groups/{uuid4()}", {"label": "Gruppe", "network": await city.network()}

    about_nothing = await city.put(path, body)
    unknown = await city.put(path, {**body, "theme": "sprache", "life_phase": fresh_name("nie")})
    accepted = await city.put(path, {**body, "target_group": "Alleinerziehende"})

    assert refused_field(about_nothing) == (422, "subject-missing", "theme")
    assert refused_field(unknown) == (422, "unknown-reference", "life_phase")
    assert created(accepted)["target_group"] == "Alleinerziehende"


async def test_a_partner_joins_and_leaves_by_its_own_choice(city: City) -> None:
    group, partner = await a_group(city, await city.network()), await city.partner()
    person = await city.person_of(partner)
    path = f"{group}/members/{partner}"

    joined = await city.put(path, {"joined_on": "2026-01-01"}, by=person)
    members = (await city.get(f"{group}/members")).json()["items"]
    await city.put(path, {"joined_on": "2026-01-01", "left_on": "2026-02-01"}, by=person, version=1)

    assert created(joined)["partner"] == str(partner)
    assert [member["partner"] for member in members] == [str(partner)]
    assert (await city.get(f"{group}/members")).json()["items"] == []
    history = (await city.get(f"{path}/history")).json()["items"]
    assert [version["left_on"] for version in history] == [None, "2026-02-01"]
    told = await city.events_of(f"group-membership/{id_of(group)}/{partner}")
    assert [event["data"].get("left_on") for event in told] == [None, "2026-02-01"]


async def test_nobody_joins_for_a_partner_but_itself_and_the_groups_coordinators(city: City) -> None:
    network, partner = await city.network(), await city.partner()
    path = f"{await a_group(city, network)}/members/{partner}"
    own, foreign = await city.coordinator(network), await city.coordinator(await city.network())

    by_neighbour = await city.put(path, {}, by=foreign)
    by_other_partner = await city.put(path, {}, by=await city.person_of(await city.partner()))
    by_coordinator = await city.put(path, {}, by=own)

    assert {problem(by_neighbour), problem(by_other_partner)} == {(403, "not-permitted")}
    assert created(by_coordinator)["version"] == 1


async def test_a_coordinator_keeps_groups_of_the_own_network_only(city: City) -> None:
    own, other = await city.network(), await city.network()
    coordinator, path = await city.coordinator(own), await a_group(city, other)
    body = {"label": "Umbenannt", "network": own, "theme": "sprache"}

    taken = await city.put(path, body, by=coordinator, version=1)
    founded = await city.put(f"/working-groups/{uuid4()}", body, by=coordinator)

    assert problem(taken) == (403, "not-permitted")
    assert created(founded)["label"] == "Umbenannt"


async def test_groups_are_listed_by_network_and_theme(city: City) -> None:
    network, theme = await city.network(), fresh_name("thema")
    about = await a_group(city, network, theme=theme)
    await a_group(city, network)

    listed = (await city.get("/working-groups", network=network, theme=theme)).json()["items"]

    assert [group["id"] for group in listed] == [id_of(about)]
