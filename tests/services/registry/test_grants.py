"""Grants: given and withdrawn by the office, in force at the next request."""

from uuid import uuid4

from shared.testing.servers import fresh_name
from tests.services.registry.city import City, Json, created, problem, refused_field

SINCE = "2020-01-01T00:00:00Z"


def grant_body(city: City, subject: str, role: str = "office", **said: object) -> Json:
    return {"account": city.platform.account(subject), "role": role, "valid_from": SINCE, **said}


async def test_a_grant_allows_at_once_and_a_withdrawn_one_no_longer(city: City) -> None:
    person = fresh_name("amt")
    path = f"/grants/{uuid4()}"
    created(await city.put(path, grant_body(city, person)))

    before = await city.get("/grants", by=person)
    withdrawn = await city.delete(path, version=1)
    after = await city.get("/grants", by=person)

    assert (before.status_code, withdrawn.status_code, withdrawn.headers["ETag"]) == (200, 204, '"2"')
    assert int(withdrawn.headers["Event-Position"]) > 0
    assert problem(after) == (403, "not-permitted")


async def test_a_person_is_told_as_issuer_and_subject_but_only_the_account_is_kept(city: City) -> None:
    person, grant = fresh_name("amt"), uuid4()
    body = {"issuer": city.platform.issuer.url, "subject": person, "role": "office", "valid_from": SINCE}

    answer = await city.put(f"/grants/{grant}", body)

    assert created(answer)["account"] == city.platform.account(person)
    assert (await city.get("/grants", by=person)).status_code == 200
    kept = [await city.events_of(f"grant/{grant}"), await city.audit_of("grant", grant), answer.json()]
    assert person not in str(kept)


async def test_a_grant_names_either_an_account_or_a_person(city: City) -> None:
    path, person = f"/grants/{uuid4()}", {"issuer": city.platform.issuer.url, "subject": "wer"}
    body = grant_body(city, "wer")

    both = await city.put(path, {**body, **person})
    neither = await city.put(path, {"role": "office", "valid_from": SINCE})
    half = await city.put(path, {"role": "office", "valid_from": SINCE, "subject": "wer"})

    assert {problem(answer) for answer in (both, neither, half)} == {(422, "invalid-input")}
    assert created(await city.put(path, body))["role"] == "office"


async def test_a_role_needs_its_scope_and_the_scope_must_be_registered(city: City) -> None:
    path, network = f"/grants/{uuid4()}", await city.network()
    body = grant_body(city, fresh_name("koordination"), "coordinator")

    missing = await city.put(path, body)
    unexpected = await city.put(path, {**body, "network": network, "organisation": str(uuid4())})
    unknown = await city.put(path, {**body, "network": fresh_name("nirgendwo")})

    assert refused_field(missing) == (422, "scope-missing", "network")
    assert refused_field(unexpected) == (422, "scope-unexpected", "organisation")
    assert refused_field(unknown) == (422, "unknown-reference", "network")
    assert created(await city.put(path, {**body, "network": network}))["network"] == network


async def test_a_partners_grant_names_a_registered_organisation(city: City) -> None:
    path, body = f"/grants/{uuid4()}", grant_body(city, fresh_name("fachkraft"), "partner")

    unknown = await city.put(path, {**body, "organisation": str(uuid4())})
    known = await city.put(path, {**body, "organisation": str(await city.partner())})

    assert refused_field(unknown) == (422, "unknown-reference", "organisation")
    assert created(known)["role"] == "partner"


async def test_a_grant_that_has_ended_or_not_begun_allows_nothing(city: City) -> None:
    person = fresh_name("amt")
    path, body = f"/grants/{uuid4()}", grant_body(city, person)

    created(await city.put(path, {**body, "valid_until": "2021-01-01T00:00:00Z"}))
    ended = await city.get("/grants", by=person)
    await city.put(path, {**body, "valid_from": "2199-01-01T00:00:00Z"}, version=1)
    early = await city.get("/grants", by=person)
    await city.put(path, body, version=2)

    assert (problem(ended), problem(early)) == ((403, "not-permitted"), (403, "not-permitted"))
    assert (await city.get("/grants", by=person)).status_code == 200


async def test_a_grant_that_ends_before_it_begins_is_refused(city: City) -> None:
    body = grant_body(city, "wer", valid_until=SINCE)

    assert refused_field(await city.put(f"/grants/{uuid4()}", body)) == (422, "ends-before-start", "valid_until")


async def test_a_withdrawn_grant_never_holds_again(city: City) -> None:
    path, body = f"/grants/{uuid4()}", grant_body(city, fresh_name("amt"))
    created(await city.put(path, body))
    await city.delete(path, version=1)

    again = await city.put(path, body, version=2)
    twice = await city.delete(path, version=2)

    assert problem(again) == (409, "grant-is-withdrawn")
    assert (twice.status_code, twice.headers["ETag"], "Event-Position" in twice.headers) == (204, '"2"', False)


async def test_withdrawing_needs_the_version_that_stands(city: City) -> None:
    path = f"/grants/{uuid4()}"
    created(await city.put(path, grant_body(city, fresh_name("amt"))))

    late = await city.delete(path, version=7)
    blind = await city.registry.http.delete(path, headers=city.platform.headers())
    nothing = await city.delete(f"/grants/{uuid4()}", version=1)

    assert (problem(late), problem(blind)) == ((412, "precondition-failed"), (428, "precondition-required"))
    assert problem(nothing) == (404, "not-found")
    assert (await city.get(path, by="office")).json()["withdrawn"] is False


async def test_the_office_lists_the_grants_of_an_account(city: City) -> None:
    person, kept, gone = fresh_name("amt"), uuid4(), uuid4()
    for grant in (kept, gone):
        created(await city.put(f"/grants/{grant}", grant_body(city, person)))
    await city.delete(f"/grants/{gone}", version=1)
    account = city.platform.account(person)

    standing = (await city.get("/grants", by="office", account=account)).json()["items"]
    withdrawn = (await city.get("/grants", by="office", account=account, withdrawn=True)).json()["items"]

    assert ([grant["id"] for grant in standing], [grant["id"] for grant in withdrawn]) == ([str(kept)], [str(gone)])


async def test_everybody_with_an_account_learns_the_own_grants(city: City) -> None:
    network = await city.network()
    coordinator, stranger = await city.coordinator(network), fresh_name("fremd")

    known = (await city.get("/me", by=coordinator)).json()
    unknown = (await city.get("/me", by=stranger)).json()

    assert known["account"] == city.platform.account(coordinator)
    assert [(grant["role"], grant["network"]) for grant in known["grants"]] == [("coordinator", network)]
    assert unknown == {"account": city.platform.account(stranger), "grants": []}
    assert problem(await city.get("/me")) == (401, "not-signed-in")
