"""What every change leaves behind: the next version, one event with the whole state, one line in the audit trail."""

import asyncio
from uuid import uuid4

from shared.contracts.catalogue import CATALOGUE
from shared.contracts.registry import GrantGiven, GrantWithdrawn, NetworkDefined
from shared.testing.servers import fresh_name
from tests.services.registry.city import AREA, PARTNER, City, created, network_body, problem


async def test_a_change_is_announced_with_its_whole_state(city: City) -> None:
    area, network = await city.area(), fresh_name("eving")
    body = network_body(area, since="2014-05-01", restarted="2023-01-01", languages=["de", "ar"], latitude=51.5)

    answer = await city.put(f"/networks/{network}", body)

    (event,) = await city.events_of(f"network/{network}")
    assert (event["subjectversion"], event["network"], event["source"]) == (1, network, "/registry/city")
    told = CATALOGUE.read(event["type"], event["data"])
    assert told == NetworkDefined.model_validate({**body, "id": network})
    assert int(answer.headers["Event-Position"]) > 0


async def test_each_aggregate_tells_of_itself(city: City) -> None:
    network, partner, site, phase = await city.network(), await city.partner(), uuid4(), fresh_name("phase")
    area, source = (await city.get(f"/networks/{network}")).json()["areas"][0], f"/offers/{fresh_name('quartier')}"
    created(await city.put(f"/networks/{network}/members/{partner}", {"role": "Mitglied"}))
    created(await city.put(f"/anchor-sites/{site}", {"label": "Schule", "area": area, "site_type": "grundschule"}))
    created(await city.put(f"/life-phases/{phase}", {"label": "0 bis 2", "ages": {"max_months": 24}, "order": 1}))
    body = {"feed_url": "http://127.0.0.1/events", "since": "2026-01-01T00:00:00Z"}
    created(await city.put(f"/sources{source}", body))

    subjects = {
        f"area/{area}": "area-defined",
        f"partner/{partner}": "partner-defined",
        f"membership/{network}/{partner}": "membership-changed",
        f"anchor-site/{site}": "anchor-site-defined",
        f"life-phase/{phase}": "life-phase-defined",
        f"source/{source}": "source-announced",
    }

    told = {subject: [event["type"] for event in await city.events_of(subject)] for subject in subjects}
    assert told == {subject: [f"de.infamilie.registry.{name}.v1"] for subject, name in subjects.items()}


async def test_giving_and_withdrawing_a_grant_are_two_events_of_one_subject(city: City) -> None:
    grant_id, _ = await city.platform.give(city.registry, fresh_name("amt"), "office")
    await city.delete(f"/grants/{grant_id}", version=1)

    events = await city.events_of(f"grant/{grant_id}")

    assert [(event["type"], event["subjectversion"]) for event in events] == [
        (GrantGiven.type(), 1),
        (GrantWithdrawn.type(), 2),
    ]


async def test_saying_the_same_again_changes_nothing_and_tells_nobody(city: City) -> None:
    area = await city.area()

    same = await city.put(f"/areas/{area}", AREA, version=1)

    assert (same.status_code, same.headers["ETag"], "Event-Position" in same.headers) == (200, '"1"', False)
    assert len(await city.events_of(f"area/{area}")) == 1
    assert len(await city.audit_of("area", area)) == 1


async def test_a_refused_change_leaves_nothing_behind(city: City) -> None:
    area = await city.area()

    await city.put(f"/areas/{area}", {**AREA, "valid_to": 1999}, version=1)
    await city.put(f"/areas/{area}", {**AREA, "label": "Neu"}, version=3)

    assert (await city.get(f"/areas/{area}")).json()["version"] == 1
    assert (len(await city.events_of(f"area/{area}")), len(await city.audit_of("area", area))) == (1, 1)


async def test_the_audit_trail_knows_who_changed_what(city: City) -> None:
    partner = await city.partner()
    person = await city.person_of(partner)
    await city.put(f"/partners/{partner}", {**PARTNER, "label": "Kita Sonne"}, by=person, version=1)

    made, changed = await city.audit_of("partner", partner)

    assert (made["action"], made["before"], made["after"]["label"]) == ("create-partner", None, PARTNER["label"])
    assert (changed["action"], changed["account"]) == ("change-partner", city.platform.account(person))
    assert (changed["before"]["label"], changed["after"]["label"]) == (PARTNER["label"], "Kita Sonne")


async def test_of_writers_at_the_same_moment_one_wins_and_the_others_learn_it(city: City) -> None:
    path = f"/areas/{fresh_name('hafen')}"

    creations = await asyncio.gather(*(city.put(path, {**AREA, "label": f"Hafen {n}"}) for n in range(5)))
    changes = await asyncio.gather(*(city.put(path, {**AREA, "population": n}, version=1) for n in range(5)))

    assert sorted(answer.status_code for answer in creations) == [201, 412, 412, 412, 412]
    assert sorted(answer.status_code for answer in changes) == [200, 412, 412, 412, 412]


async def test_two_changes_at_the_same_moment_close_no_circle_of_parents(city: City) -> None:
    one, other = await city.partner(), await city.partner()

    answers = await asyncio.gather(
        city.put(f"/partners/{one}", {**PARTNER, "parent": str(other)}, version=1),
        city.put(f"/partners/{other}", {**PARTNER, "parent": str(one)}, version=1),
    )

    assert sorted(answer.status_code for answer in answers) == [200, 422]


async def test_readers_who_have_the_newest_version_are_told_so(city: City) -> None:
    path = f"/areas/{await city.area()}"
    etag = (await city.get(path)).headers["ETag"]

    same = await city.get(path, headers={"If-None-Match": etag})
    await city.put(path, {**AREA, "label": "Neu"}, version=1)
    newer = await city.get(path, headers={"If-None-Match": etag})

    assert (same.status_code, same.content, newer.status_code) == (304, b"", 200)


async def test_a_list_that_did_not_change_is_not_sent_again(city: City) -> None:
    network = await city.network()
    listed = f"/networks/{network}/members"
    etag = (await city.get(listed)).headers["ETag"]

    same = await city.get(listed, headers={"If-None-Match": etag})
    created(await city.put(f"{listed}/{await city.partner()}", {"role": "Mitglied"}))
    newer = await city.get(listed, headers={"If-None-Match": etag})

    assert (same.status_code, newer.status_code) == (304, 200)


async def test_malformed_json_and_huge_bodies_are_refused(city: City) -> None:
    path = f"/areas/{fresh_name('hafen')}"
    headers = {**city.platform.headers(), "If-None-Match": "*", "Content-Type": "application/json"}

    broken = await city.registry.http.put(path, content=b'{"label": ', headers=headers)
    huge = await city.put(path, {**AREA, "district": "x" * 10_000_000})

    assert (problem(broken), problem(huge)) == ((400, "malformed-json"), (413, "payload-too-large"))
    assert created(await city.put(path, AREA))["version"] == 1
