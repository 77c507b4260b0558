"""Invitations: a secret that is told once, works once, and for two weeks."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from services.registry.storage.invitations.tables import INVITATIONS
from shared.testing.servers import fresh_name
from tests.services.registry.circles.circle import post
from tests.services.registry.city import INVITATION_PAGE, City, Json, created, problem, refused_field


async def invited(city: City, *, by: str = "office", **said: object) -> Json:
    return created(await post(city, "/invitations", dict(said), by=by))


async def test_whoever_accepts_holds_the_grant_at_the_next_request(city: City) -> None:
    partner, person = await city.partner(), fresh_name("fachkraft")
    invitation = await invited(city, role="partner", organisation=str(partner))

    accepted = await post(city, "/invitations/accept", {"token": invitation["token"]}, by=person)
    held = (await city.get("/me", by=person)).json()["grants"]

    assert accepted.json()["grant"]["account"] == city.platform.account(person)
    assert int(accepted.headers["Event-Position"]) > 0
    assert [(grant["role"], grant["organisation"]) for grant in held] == [("partner", str(partner))]


async def test_an_invitation_is_accepted_once_also_by_two_at_the_same_moment(city: City) -> None:
    invitation = await invited(city, role="partner", organisation=str(await city.partner()))
    people = [fresh_name("fachkraft") for _ in range(4)]

    body = {"token": invitation["token"]}
    answers = await asyncio.gather(*(post(city, "/invitations/accept", body, by=person) for person in people))

    assert sorted(answer.status_code for answer in answers) == [200, 410, 410, 410]


async def test_only_the_hash_of_the_secret_is_kept_and_the_secret_is_told_once(city: City) -> None:
    network = await city.network()
    invitation = await invited(city, role="coordinator", network=network)

    listed = (await city.get("/invitations", by="office", limit=500)).json()["items"]
    written = await city.audit_of("invitation", invitation["id"])
    async with city.registry.running.edge.reading() as connection:
        query = select(INVITATIONS).where(INVITATIONS.c.id == UUID(invitation["id"]))
        kept = dict((await connection.execute(query)).mappings().one())

    assert invitation["token"] not in f"{listed} {written} {kept}"
    assert invitation["link"] == f"{INVITATION_PAGE}#{invitation['token']}"


async def test_an_invitation_ends_after_two_weeks_or_when_it_is_taken_back(city: City) -> None:
    body = {"role": "partner", "organisation": str(await city.partner())}
    old, withdrawn = await invited(city, **body), await invited(city, **body)
    async with city.registry.running.edge.transaction() as work:
        late = update(INVITATIONS).where(INVITATIONS.c.id == UUID(old["id"]))
        await work.connection.execute(late.values(expires_at=work.now - timedelta(seconds=1)))
    headers = city.platform.headers()
    taken_back = await city.registry.http.delete(f"/invitations/{withdrawn['id']}", headers=headers)

    answers = [
        await post(city, "/invitations/accept", {"token": each["token"]}, by=fresh_name("spät"))
        for each in (old, withdrawn, {"token": "geraten"})
    ]

    assert taken_back.status_code == 204
    assert {problem(answer) for answer in answers} == {(410, "invitation-is-over")}


async def test_a_coordinator_invites_for_members_of_the_own_network_only(city: City) -> None:
    network, member, stranger = await city.network(), await city.partner(), await city.partner()
    created(await city.put(f"/networks/{network}/members/{member}", {"role": "Mitglied"}))
    coordinator = await city.coordinator(network)

    refused = [
        await post(city, "/invitations", {"role": "partner", "organisation": str(stranger)}, by=coordinator),
        await post(city, "/invitations", {"role": "coordinator", "network": network}, by=coordinator),
        await post(city, "/invitations", {"role": "office"}, by=coordinator),
    ]
    accepted = await invited(city, by=coordinator, role="partner", organisation=str(member))
    listed = (await city.get("/invitations", by=coordinator)).json()["items"]

    assert {problem(answer) for answer in refused} == {(403, "not-permitted")}
    assert [each["id"] for each in listed] == [accepted["id"]]


async def test_an_invitation_lives_no_longer_than_the_grant_of_whoever_made_it(city: City) -> None:
    network, member, coordinator = await city.network(), await city.partner(), fresh_name("koordination")
    created(await city.put(f"/networks/{network}/members/{member}", {"role": "Mitglied"}))
    ends = (city.registry.running.clock() + timedelta(days=2)).replace(microsecond=0)
    await city.platform.give(city.registry, coordinator, "coordinator", network=network, valid_until=ends.isoformat())

    by_coordinator = await invited(city, by=coordinator, role="partner", organisation=str(member))
    by_office = await invited(city, role="partner", organisation=str(member))

    lives = [datetime.fromisoformat(each["expires_at"]) for each in (by_coordinator, by_office)]
    assert lives[0] == ends < lives[1]


async def test_a_service_is_not_invited_and_a_role_needs_its_scope(city: City) -> None:
    service = await post(city, "/invitations", {"role": "service"}, by="office")
    missing = await post(city, "/invitations", {"role": "partner"}, by="office")

    assert refused_field(service) == (422, "scope-unexpected", "role")
    assert refused_field(missing) == (422, "scope-missing", "organisation")


async def test_one_account_acts_for_several_organisations(city: City) -> None:
    partners, person = [await city.partner(), await city.partner()], fresh_name("fachkraft")
    for partner in partners:
        invitation = await invited(city, role="partner", organisation=str(partner))
        await post(city, "/invitations/accept", {"token": invitation["token"]}, by=person)

    stands = {"label": "Kita Regenbogen", "kind": "institution", "partner_type": "kita", "description": "Neu"}
    answers = [await city.put(f"/partners/{partner}", stands, by=person, version=1) for partner in partners]

    assert [answer.status_code for answer in answers] == [200, 200]


async def test_the_invitations_of_whoever_loses_a_grant_end_with_it(city: City) -> None:
    network, member, coordinator = await city.network(), await city.partner(), fresh_name("koordination")
    created(await city.put(f"/networks/{network}/members/{member}", {"role": "Mitglied"}))
    grant, _ = await city.platform.give(city.registry, coordinator, "coordinator", network=network)
    invitation = await invited(city, by=coordinator, role="partner", organisation=str(member))

    await city.delete(f"/grants/{grant}", version=1)
    back = await post(city, "/invitations/accept", {"token": invitation["token"]}, by=coordinator)

    assert problem(back) == (410, "invitation-is-over")
