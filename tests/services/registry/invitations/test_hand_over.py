"""Handing over: whoever leaves keeps nothing, and whoever follows holds the same at the same moment."""

from datetime import datetime, timedelta
from uuid import uuid4

import httpx

from shared.testing.servers import fresh_name
from tests.services.registry.circles.circle import post
from tests.services.registry.city import City, created, problem, refused_field


async def scopes_of(city: City, subject: str) -> set[tuple[str, str]]:
    grants = (await city.get("/me", by=subject)).json()["grants"]
    return {(grant["role"], grant["network"] or grant["organisation"]) for grant in grants}


async def an_invited_one(city: City) -> str:
    """Return somebody who has accepted an invitation to act for some organisation."""
    subject = fresh_name("nachfolge")
    body = {"role": "partner", "organisation": str(await city.partner())}
    invitation = created(await post(city, "/invitations", body, by="office"))
    await post(city, "/invitations/accept", {"token": invitation["token"]}, by=subject)
    return subject


async def test_all_grants_move_to_an_invited_one_in_one_transaction(city: City) -> None:
    network, partner = await city.network(), await city.partner()
    leaving, successor = await city.coordinator(network), await an_invited_one(city)
    await city.platform.give(city.registry, leaving, "partner", organisation=str(partner))
    account = city.platform.account
    body = {"leaving": account(leaving), "successor": account(successor)}
    created(await city.put(f"/networks/{network}/members/{partner}", {"role": "Mitglied"}))
    offered = {"role": "partner", "organisation": str(partner)}
    invitation = created(await post(city, "/invitations", offered, by=leaving))

    handed = await post(city, "/grants/hand-over", body, by="office")

    back = await post(city, "/invitations/accept", {"token": invitation["token"]}, by=leaving)

    assert problem(back) == (410, "invitation-is-over")
    assert len(handed.json()["given"]) == 2
    assert await scopes_of(city, leaving) == set()
    assert {("coordinator", network), ("partner", str(partner))} < await scopes_of(city, successor)


async def test_whoever_leaves_hands_over_alone_but_nobody_takes(city: City) -> None:
    leaving, successor = await city.coordinator(await city.network()), await an_invited_one(city)
    body = {"leaving": city.platform.account(leaving), "successor": city.platform.account(successor)}

    taken = await post(city, "/grants/hand-over", body, by=successor)
    given = await post(city, "/grants/hand-over", body, by=leaving)

    assert problem(taken) == (403, "not-permitted")
    assert len(given.json()["given"]) == 1
    assert problem(await post(city, "/grants/hand-over", body, by=leaving)) == (403, "not-permitted")


async def test_a_stranger_and_the_leaving_one_are_no_successors(city: City) -> None:
    leaving = await city.coordinator(await city.network())
    account = city.platform.account(leaving)

    stranger = {"leaving": account, "successor": city.platform.account(fresh_name("fremd"))}
    unknown = await post(city, "/grants/hand-over", stranger, by="office")
    same = await post(city, "/grants/hand-over", {"leaving": account, "successor": account}, by="office")

    assert refused_field(unknown) == (422, "unknown-reference", "successor")
    assert refused_field(same) == (422, "named-twice", "successor")
    assert len(await scopes_of(city, leaving)) == 1


async def test_what_the_successor_holds_already_is_not_given_twice(city: City) -> None:
    network = await city.network()
    leaving, successor = await city.coordinator(network), await city.coordinator(network)
    body = {"leaving": city.platform.account(leaving), "successor": city.platform.account(successor)}

    handed = await post(city, "/grants/hand-over", body, by="office")

    assert handed.json()["given"] == []
    assert await scopes_of(city, successor) == {("coordinator", network)}


async def test_a_right_that_begins_later_begins_no_sooner_for_the_successor(city: City) -> None:
    network, leaving, successor = await city.network(), fresh_name("leitung"), await an_invited_one(city)
    later = (city.registry.running.clock() + timedelta(days=30)).isoformat()
    await grant(city, leaving, network, valid_from=later)

    handed = await hand(city, leaving, successor)

    (given,) = handed.json()["given"]
    assert datetime.fromisoformat(given["valid_from"]) == datetime.fromisoformat(later)
    assert ("coordinator", network) not in await scopes_of(city, successor)


async def test_a_right_that_ends_sooner_does_not_keep_the_successor_from_the_longer_one(city: City) -> None:
    network, leaving, successor = await city.network(), fresh_name("leitung"), fresh_name("nachfolge")
    soon, begun = (city.registry.running.clock() + timedelta(days=1)).isoformat(), "2024-01-01T00:00:00+00:00"
    await grant(city, leaving, network, valid_from=begun)
    await grant(city, successor, network, valid_from=begun, valid_until=soon)

    longer = (await hand(city, leaving, successor)).json()["given"]
    await grant(city, leaving, network, valid_from=begun, valid_until=soon)
    again = (await hand(city, leaving, successor)).json()["given"]

    assert [(each["network"], each["valid_until"]) for each in longer] == [(network, None)]
    assert again == []


async def grant(city: City, subject: str, network: str, **times: str) -> None:
    account = city.platform.account(subject)
    body = {"account": account, "role": "coordinator", "network": network, **times}
    created(await city.put(f"/grants/{uuid4()}", body))


async def hand(city: City, leaving: str, successor: str) -> httpx.Response:
    account = city.platform.account
    return await post(
        city, "/grants/hand-over", {"leaving": account(leaving), "successor": account(successor)}, by="office"
    )
