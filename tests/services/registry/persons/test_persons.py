"""Natural persons: each field with a consent of its own, shown to whom the consent names, revocable at once."""

from uuid import uuid4

from shared.testing.servers import fresh_name
from tests.services.registry.circles.circle import id_of
from tests.services.registry.city import City, created, problem, refused_field
from tests.services.registry.persons.person import FIELDS, NAME, PHONE, a_person, field, read_by


async def test_each_reader_is_shown_what_the_consents_allow(city: City) -> None:
    network, partner = await city.network(), await city.partner()
    created(await city.put(f"/networks/{network}/members/{partner}", {"role": "Mitglied"}))
    path = await a_person(city, network)

    anonymous = (await city.get(path)).json()
    elsewhere = (await city.get(path, by=await city.coordinator(await city.network()))).json()
    member = (await city.get(path, by=await city.person_of(partner))).json()
    coordinator = (await city.get(path, by=await city.coordinator(network))).json()

    assert read_by(anonymous) == read_by(elsewhere) == {"name": NAME}
    assert read_by(member) == {"name": NAME, "function": "Lesepatin"}
    assert read_by(coordinator) == {"name": NAME, "function": "Lesepatin", "phone": PHONE}


async def test_a_list_shows_each_person_as_far_as_the_reader_may_know_it(city: City) -> None:
    network = await city.network()
    path, coordinator = await a_person(city, network), await city.coordinator(network)

    (anonymous,) = (await city.get("/persons", network=network)).json()["items"]
    (known,) = (await city.get("/persons", by=coordinator, network=network)).json()["items"]

    assert (anonymous["id"], read_by(anonymous)) == (id_of(path), {"name": NAME})
    assert len(read_by(known)) == 3


async def test_revoking_empties_the_field_at_once(city: City) -> None:
    network = await city.network()
    path = await a_person(city, network)
    headers = city.platform.headers(await city.coordinator(network))

    revoked = await city.registry.http.delete(f"{path}/fields/name", headers=headers)
    twice = await city.registry.http.delete(f"{path}/fields/name", headers=headers)

    assert (revoked.status_code, revoked.headers["ETag"], twice.headers["ETag"]) == (204, '"2"', '"2"')
    assert read_by((await city.get(path)).json()) == {}
    assert set(read_by((await city.get(path, by="office")).json())) == {"function", "phone"}
    told = await city.events_of(f"person/{id_of(path)}")
    assert [event["data"]["public_fields"] for event in told] == [["name"], []]


async def test_neither_events_nor_the_audit_trail_know_what_a_field_says(city: City) -> None:
    path = await a_person(city, await city.network())

    told = await city.events_of(f"person/{id_of(path)}")
    written = await city.audit_of("person", id_of(path))

    assert [event["data"].keys() for event in told] == [{"id", "public_fields"}]
    assert written[0]["after"]["consents"][0]["consent"] == "public"
    assert [secret for secret in (NAME, PHONE, "Lesepatin") if secret in f"{told} {written}"] == []


async def test_a_consent_keeps_its_time_until_it_or_the_value_changes(city: City) -> None:
    path = await a_person(city)
    before = {each["field"]: each["given_at"] for each in (await city.get(path, by="office")).json()["fields"]}

    changed = [FIELDS[0], field("function", "Lesepatin", "public")]
    after = (await city.put(path, {"kind": "volunteer", "fields": changed}, version=1)).json()["fields"]

    given = {each["field"]: each["given_at"] for each in after}
    assert given["name"] == before["name"]
    assert given["function"] > before["function"]
    assert "phone" not in given


async def test_everybody_keeps_the_own_entry(city: City) -> None:
    volunteer, other = fresh_name("ehrenamt"), fresh_name("fremd")
    path, account = f"/persons/{uuid4()}", city.platform.account(volunteer)
    body = {"kind": "volunteer", "account": account, "fields": [field("mail", "erika@example.org", "network")]}

    by_another = await city.put(path, body, by=other)
    own = await city.put(path, body, by=volunteer)
    seen = (await city.get("/persons/own", by=volunteer)).json()["items"]
    taken = await city.put(path, {**body, "account": city.platform.account(other)}, by=volunteer, version=1)

    assert problem(by_another) == (403, "not-permitted")
    assert created(own)["account"] == account
    assert [person["id"] for person in seen] == [id_of(path)]
    assert problem(taken) == (403, "not-permitted")
    assert (await city.get(path)).json()["account"] is None


async def test_an_organisation_keeps_its_own_staff(city: City) -> None:
    partner = await city.partner()
    person, stranger = await city.person_of(partner), await city.person_of(await city.partner())
    body = {"kind": "staff", "partner": str(partner), "fields": FIELDS}

    foreign = await city.put(f"/persons/{uuid4()}", body, by=stranger)
    own = await city.put(f"/persons/{uuid4()}", body, by=person)

    assert problem(foreign) == (403, "not-permitted")
    assert created(own)["partner"] == str(partner)


async def test_a_coordinator_does_not_take_somebody_elses_person_into_the_own_network(city: City) -> None:
    one, other = await city.network(), await city.network()
    path, intruder = await a_person(city, one), await city.coordinator(other)
    new = await a_person(city, by=intruder)

    taken = await city.put(f"{path}/networks/{other}", {}, by=intruder)
    joined = await city.put(f"{new}/networks/{other}", {}, by=intruder)

    assert problem(taken) == (403, "not-permitted")
    assert read_by((await city.get(path, by=intruder)).json()) == {"name": NAME}
    assert created(joined)["network"] == other


async def test_a_person_leaves_a_network_and_is_listed_no_longer(city: City) -> None:
    network, volunteer = await city.network(), fresh_name("ehrenamt")
    path = await a_person(city, network, account=city.platform.account(volunteer))

    left = {"joined_on": "2026-01-01", "left_on": "2026-02-01"}
    await city.put(f"{path}/networks/{network}", left, by=volunteer, version=1)

    assert (await city.get("/persons", network=network)).json()["items"] == []
    (membership,) = (await city.get(f"{path}/networks")).json()["items"]
    assert membership["left_on"] == "2026-02-01"
    told = await city.events_of(f"person-membership/{network}/{id_of(path)}")
    assert [event["data"]["person"] for event in told] == [id_of(path)] * 2


async def test_a_field_is_named_once(city: City) -> None:
    answer = await city.put(f"/persons/{uuid4()}", {"kind": "private", "fields": [*FIELDS, FIELDS[0]]})

    assert refused_field(answer) == (422, "named-twice", "fields")


async def test_nobody_joins_a_network_alone_to_read_about_its_people(city: City) -> None:
    network, curious = await city.network(), fresh_name("neugierig")
    other = await a_person(city, network)
    path = await a_person(city, account=city.platform.account(curious), by=curious)

    alone = await city.put(f"{path}/networks/{network}", {}, by=curious)
    created(await city.put(f"{path}/networks/{network}", {"left_on": "2026-02-01"}))
    returned = await city.put(f"{path}/networks/{network}", {"left_on": "2099-01-01"}, by=curious, version=1)

    assert (problem(alone), problem(returned)) == ((403, "not-permitted"), (403, "not-permitted"))
    assert read_by((await city.get(other, by=curious)).json()) == {"name": NAME}


async def test_a_body_takes_a_person_by_the_random_id(city: City) -> None:
    network = await city.network()
    person = id_of(await a_person(city, network))
    body = {"label": "Beirat", "kind": "beirat", "network": network}

    unknown = await city.put(f"/bodies/{uuid4()}", {**body, "members": [{"person": str(uuid4()), "function": "Rat"}]})
    known = await city.put(f"/bodies/{uuid4()}", {**body, "members": [{"person": person, "function": "Rat"}]})

    assert refused_field(unknown) == (422, "unknown-reference", "members")
    assert created(known)["members"][0]["person"] == person


async def test_who_works_for_an_organisation_only_those_who_answer_for_it_say(city: City) -> None:
    network, house = await city.network(), await city.partner()
    created(await city.put(f"/networks/{network}/members/{house}", {"role": "Mitglied"}))
    body = {"kind": "staff", "partner": str(house), "fields": FIELDS}
    coordinator, neighbour = await city.coordinator(network), await city.coordinator(await city.network())
    somebody = fresh_name("irgendwer")

    claimed = await city.put(f"/persons/{uuid4()}", {**body, "account": city.platform.account(somebody)}, by=somebody)
    elsewhere = await city.put(f"/persons/{uuid4()}", body, by=neighbour)
    own = [await city.put(f"/persons/{uuid4()}", body, by=by) for by in (coordinator, await city.person_of(house))]

    assert [problem(answer) for answer in (claimed, elsewhere)] == [(403, "not-permitted")] * 2
    assert [answer.status_code for answer in own] == [201, 201]
