"""Merging two entries of one organisation, and undoing it."""

from typing import Any
from uuid import UUID, uuid4

from shared.testing.servers import fresh_name
from tests.services.registry.city import PARTNER, City, created, problem, refused_field
from tests.services.registry.duplicates.register import merge, post, undo

MEMBER = {"role": "Mitglied", "joined_on": "2020-05-01"}


async def member(city: City, network: str, partner: UUID) -> dict[str, Any]:
    answer = (await city.get(f"/networks/{network}/members/{partner}")).json()
    return {name: answer[name] for name in ("role", "joined_on", "left_on")}


async def test_what_pointed_to_the_one_points_to_the_other(city: City) -> None:
    gone, stays, network, site = await city.partner(), await city.partner(), await city.network(), uuid4()
    child = await city.partner(parent=str(gone))
    area = (await city.get(f"/networks/{network}")).json()["areas"][0]
    created(await city.put(f"/networks/{network}/members/{gone}", MEMBER))
    body = {"label": "Haus", "area": area, "site_type": "kita", "operator": str(gone)}
    created(await city.put(f"/anchor-sites/{site}", body))

    merged = created(await merge(city, gone, stays))

    assert (merged["networks"], merged["children"], merged["anchor_sites"]) == ([network], [str(child)], [str(site)])
    assert await member(city, network, stays) == {**MEMBER, "left_on": None}
    assert (await member(city, network, gone))["left_on"] is not None
    assert (await city.get(f"/partners/{child}")).json()["parent"] == str(stays)
    assert (await city.get(f"/anchor-sites/{site}")).json()["operator"] == str(stays)


async def test_the_merged_entry_is_an_alias_that_leads_to_the_other(city: City) -> None:
    mark = fresh_name("Alias")
    gone, stays = await city.partner(label=f"Alt {mark}"), await city.partner(label=f"Neu {mark}")

    created(await merge(city, gone, stays))

    answer = await city.get(f"/partners/{gone}")
    listed = (await city.get("/partners", q=mark)).json()["items"]
    changed = await city.put(f"/partners/{gone}", PARTNER, version=1)
    assert (answer.status_code, answer.headers["Location"]) == (308, f"/partners/{stays}")
    assert answer.json()["merged_into"] == str(stays)
    assert [partner["id"] for partner in listed] == [str(stays)]
    assert (problem(changed), changed.json()["merged_into"]) == ((409, "partner-is-merged"), str(stays))


async def test_undoing_puts_everything_back(city: City) -> None:
    gone, stays, network, site = await city.partner(), await city.partner(), await city.network(), uuid4()
    child = await city.partner(parent=str(gone))
    area = (await city.get(f"/networks/{network}")).json()["areas"][0]
    own = {**MEMBER, "role": "Leitung", "joined_on": "2022-01-01"}
    created(await city.put(f"/networks/{network}/members/{gone}", MEMBER))
    created(await city.put(f"/networks/{network}/members/{stays}", own))
    body = {"label": "Haus", "area": area, "site_type": "kita", "operator": str(gone)}
    created(await city.put(f"/anchor-sites/{site}", body))
    created(await merge(city, gone, stays))
    joined = await member(city, network, stays)

    undone = await undo(city, gone)

    assert (joined["role"], joined["joined_on"]) == ("Leitung", "2020-05-01")
    assert (undone.status_code, undone.json()["undone"]) == (200, True)
    assert await member(city, network, gone) == {**MEMBER, "left_on": None}
    assert await member(city, network, stays) == {**own, "left_on": None}
    assert (await city.get(f"/partners/{child}")).json()["parent"] == str(gone)
    assert (await city.get(f"/anchor-sites/{site}")).json()["operator"] == str(gone)
    assert (await city.get(f"/partners/{gone}")).status_code == 200


async def test_a_membership_that_only_the_merge_made_held_on_no_day(city: City) -> None:
    gone, stays, network = await city.partner(), await city.partner(), await city.network()
    created(await city.put(f"/networks/{network}/members/{gone}", MEMBER))
    created(await merge(city, gone, stays))

    await undo(city, gone)

    members = (await city.get(f"/networks/{network}/members")).json()["items"]
    assert [one["partner"] for one in members] == [str(gone)]
    assert (await member(city, network, stays))["left_on"] == MEMBER["joined_on"]


async def test_what_somebody_changed_since_is_not_moved_back(city: City) -> None:
    gone, stays, network = await city.partner(), await city.partner(), await city.network()
    path = f"/networks/{network}/members/{stays}"
    created(await city.put(f"/networks/{network}/members/{gone}", MEMBER))
    created(await merge(city, gone, stays))
    await city.put(path, {**MEMBER, "role": "Sprecherin"}, version=1)

    refused = await undo(city, gone)

    assert problem(refused) == (409, "changed-since-merge")
    assert refused.json()["subjects"] == [f"membership/{network}/{stays}"]
    assert (await city.get(f"/partners/{gone}")).status_code == 308


async def test_merging_into_a_child_leaves_no_circle(city: City) -> None:
    top = await city.partner()
    middle = await city.partner(parent=str(top))
    bottom = await city.partner(parent=str(middle))

    below = await merge(city, top, bottom)
    direct = await merge(city, top, middle)
    undone = await undo(city, top)

    assert refused_field(below) == (422, "stands-below", "into")
    assert (direct.status_code, undone.status_code) == (201, 200)
    assert (await city.get(f"/partners/{middle}")).json()["parent"] == str(top)


async def test_nobody_is_merged_twice_into_itself_or_into_nobody(city: City) -> None:
    gone, stays = await city.partner(), await city.partner()
    created(await merge(city, gone, stays))

    assert problem(await merge(city, gone, stays)) == (409, "partner-is-merged")
    assert problem(await merge(city, stays, gone)) == (409, "partner-is-merged")
    assert refused_field(await merge(city, stays, stays)) == (422, "merged-into-itself", "into")
    assert refused_field(await merge(city, stays, uuid4())) == (422, "unknown-reference", "into")
    assert problem(await merge(city, uuid4(), stays)) == (404, "not-found")
    assert problem(await undo(city, stays)) == (409, "not-merged")


async def test_merging_and_undoing_are_told_and_recorded(city: City) -> None:
    gone, stays = await city.partner(), await city.partner()
    created(await merge(city, gone, stays))
    await undo(city, gone)
    created(await merge(city, gone, stays))

    events = await city.events_of(f"partner-merge/{gone}")

    kinds = [(event["type"].split(".")[-2], event["subjectversion"]) for event in events]
    assert kinds == [("partners-merged", 1), ("merge-undone", 2), ("partners-merged", 3)]
    assert events[0]["data"] == {"partner": str(gone), "into": str(stays)}
    assert len(await city.audit_of("partner-merge", gone)) == 3


async def test_only_the_office_merges(city: City) -> None:
    gone, stays = await city.partner(), await city.partner()
    coordinator = await city.coordinator(await city.network())

    answer = await post(city, f"/partners/{gone}/merge", {"into": str(stays)}, by=coordinator)

    assert problem(answer) == (403, "not-permitted")
    assert (await city.get(f"/partners/{gone}")).status_code == 200


async def test_undoing_closes_no_circle_of_parents(city: City) -> None:
    above, stays = await city.partner(), await city.partner()
    gone = await city.partner(parent=str(above))
    child = await city.partner(parent=str(gone))
    created(await merge(city, gone, stays))
    await city.put(f"/partners/{above}", {**PARTNER, "parent": str(child)}, version=1)

    refused = await undo(city, gone)

    assert (problem(refused), refused.json()["subjects"]) == ((409, "changed-since-merge"), [f"partner/{child}"])
