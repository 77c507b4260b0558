"""What a merge does to everything that names the partner that goes, and how it comes back."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.registry.storage import partners
from services.registry.storage.duplicates import merges, pairs
from services.registry.use_cases.duplicates.pointers.things import MOVED_APART, POINTERS, STAYING
from tests.services.registry.circles.circle import a_body, a_group, id_of, post
from tests.services.registry.city import City, created, problem, refused_field
from tests.services.registry.duplicates.named_everywhere import (
    NamedEverywhere,
    agreement_of,
    columns_that_name_partners,
    naming,
)
from tests.services.registry.duplicates.register import merge, undo

MOVED = frozenset(f"{column.table.name}.{column.name}" for pointer in POINTERS for column in pointer.columns)
# Here the rows of the partner that went stay, with an end.
ENDED = frozenset({"memberships.partner", "group_memberships.partner"})


async def test_no_table_that_names_partners_is_forgotten_by_merging(city: City) -> None:
    assert await columns_that_name_partners(city) == MOVED | MOVED_APART | STAYING


async def test_everything_that_named_the_one_names_the_other(city: City) -> None:
    everything, stays = await NamedEverywhere.found(city), await city.partner()
    columns = MOVED | MOVED_APART

    before = await naming(city, columns, everything.partner)
    created(await merge(city, everything.partner, stays))

    assert before == columns
    assert await naming(city, columns, everything.partner) == ENDED
    assert await naming(city, columns, stays) == columns
    assert set(map(str, (await everything.names())["parties"])) == {str(stays), str(everything.neighbour)}


async def test_what_moves_is_told_and_recorded_by_its_own_event(city: City) -> None:
    everything, stays = await NamedEverywhere.found(city), await city.partner()

    merged = created(await merge(city, everything.partner, stays))

    moved = {subject.partition("/")[0] for subject in merged["things"]}
    assert moved == {pointer.kind for pointer in POINTERS}
    event = (await city.events_of(f"project/{id_of(everything.project)}"))[-1]
    assert (event["subjectversion"], event["data"]["lead"]) == (2, str(stays))
    assert [line["action"] for line in await city.audit_of("project", id_of(everything.project))][
        -1
    ] == "change-project"
    task = (await city.events_of(f"circle-task/{id_of(everything.task)}"))[-1]
    assert (task["network"], task["data"]["responsible"]) == (everything.network, str(stays))


async def test_no_name_of_a_person_comes_into_the_log_by_a_merge(city: City) -> None:
    everything, stays = await NamedEverywhere.found(city), await city.partner()
    created(await merge(city, everything.partner, stays))

    event = (await city.events_of(f"person/{id_of(everything.someone)}"))[-1]
    lines = await city.audit_of("partner-merge", everything.partner)

    assert event["subjectversion"] == 2
    assert "Erika" not in str(event) + str(lines)


async def test_undoing_lets_everything_name_the_one_again(city: City) -> None:
    everything, stays = await NamedEverywhere.found(city), await city.partner()
    before = await everything.names()
    created(await merge(city, everything.partner, stays))

    undone = await undo(city, everything.partner)

    assert undone.status_code == 200, undone.text
    assert await everything.names() == before
    assert await naming(city, MOVED | MOVED_APART, stays) == ENDED


async def test_who_holds_grants_of_the_one_acts_for_the_other_at_the_next_request(city: City) -> None:
    gone, stays = await city.partner(), await city.partner()
    person = await city.person_of(gone)
    body = {"label": "Kita", "kind": "institution", "partner_type": "kita"}

    before = await city.put(f"/partners/{stays}", body, by=person, version=1)
    created(await merge(city, gone, stays))
    after = await city.put(f"/partners/{stays}", body, by=person, version=1)

    assert (before.status_code, after.status_code) == (403, 200)


async def test_in_an_agreement_of_both_the_survivor_has_signed_what_one_of_them_signed(city: City) -> None:
    network, gone, stays, school = (
        await city.network(),
        await city.partner(),
        await city.partner(),
        await city.partner(),
    )
    path = f"/agreements/{uuid4()}"
    made = created(await city.put(path, agreement_of(network, gone, stays, school)))
    await signed(city, path, gone, version=1)
    await signed(city, path, school, version=2)
    before = (await city.get(path, by="office")).json()

    created(await merge(city, gone, stays))
    merged = (await city.get(path, by="office")).json()
    await undo(city, gone)
    undone = (await city.get(path, by="office")).json()

    assert (merged["parties"], merged["state"]) == ([str(stays), str(school)], "signed")
    assert [owed["party"] for owed in merged["obligations"]] == [str(stays)]
    assert {**undone, "version": before["version"]} == before
    assert (made["parties"], undone["version"]) == (undone["parties"], 5)


async def signed(city: City, path: str, party: UUID, *, version: int) -> None:
    person = await city.person_of(party)
    answer = await post(city, f"{path}/sign", {"party": str(party)}, by=person, version=version)
    assert answer.status_code == 200, answer.text


async def test_an_agreement_between_just_the_two_stays_as_it_was_made(city: City) -> None:
    network, gone, stays = await city.network(), await city.partner(), await city.partner()
    path = f"/agreements/{uuid4()}"
    created(await city.put(path, agreement_of(network, gone, stays)))

    merged = created(await merge(city, gone, stays))

    shown = (await city.get(path, by="office")).json()
    assert (merged["things"], shown["parties"], shown["version"]) == ([], [str(gone), str(stays)], 1)
    assert (await undo(city, gone)).status_code == 200


async def test_in_a_body_of_both_each_gets_its_own_functions_back(city: City) -> None:
    gone, stays = await city.partner(), await city.partner()
    members = [{"partner": str(stays), "function": "Vorsitz"}, {"partner": str(gone), "function": "Beisitz"}]
    path = await a_body(city, None, members=members)

    created(await merge(city, gone, stays))
    merged = (await city.get(path, by="office")).json()["members"]
    await undo(city, gone)
    undone = (await city.get(path, by="office")).json()["members"]

    assert [(each["partner"], each["function"]) for each in merged] == [
        (str(stays), "Vorsitz"),
        (str(stays), "Beisitz"),
    ]
    assert [each["partner"] for each in undone] == [str(stays), str(gone)]


async def test_a_group_that_only_the_merge_joined_is_left_again(city: City) -> None:
    network, gone, stays = await city.network(), await city.partner(), await city.partner()
    group = await a_group(city, network)
    created(await city.put(f"{group}/members/{gone}", {"joined_on": "2024-05-01"}))

    created(await merge(city, gone, stays))
    merged = [each["partner"] for each in (await city.get(f"{group}/members", by="office")).json()["items"]]
    await undo(city, gone)
    undone = [each["partner"] for each in (await city.get(f"{group}/members", by="office")).json()["items"]]

    assert (merged, undone) == ([str(stays)], [str(gone)])


async def test_a_project_that_got_another_lead_since_keeps_the_merge_from_being_undone(city: City) -> None:
    gone, stays, other = await city.partner(), await city.partner(), await city.partner()
    path, body = f"/projects/{uuid4()}", {"label": "Garten", "kind": "surroundings"}
    created(await city.put(path, {**body, "lead": str(gone)}))
    created(await merge(city, gone, stays))
    await city.put(path, {**body, "lead": str(other)}, version=2)

    refused = await undo(city, gone)

    assert (problem(refused), refused.json()["subjects"]) == (
        (409, "changed-since-merge"),
        [path[1:].replace("s/", "/")],
    )
    assert (await city.get(path)).json()["lead"] == str(other)


async def test_what_is_over_by_now_keeps_no_merge_from_being_undone(city: City) -> None:
    everything, stays = await NamedEverywhere.found(city), await city.partner()
    created(await merge(city, everything.partner, stays))
    path = everything.someone
    erased = await city.delete(path, version=(await everything.shown(path))["version"])

    undone = await undo(city, everything.partner)

    assert (erased.status_code, undone.status_code) == (204, 200)


async def test_nothing_comes_to_name_an_alias(city: City) -> None:
    gone, stays, network = await city.partner(), await city.partner(), await city.network()
    created(await merge(city, gone, stays))
    named = str(gone)
    project = {"label": "Garten", "kind": "surroundings", "lead": named}
    child = {"label": "Kita", "kind": "institution", "partner_type": "kita", "parent": named}

    answers = [
        await city.put(f"/projects/{uuid4()}", project),
        await city.put(f"/partners/{uuid4()}", child),
        await city.put(f"/networks/{network}/members/{gone}", {"role": "Mitglied"}),
        await city.put(f"/agreements/{uuid4()}", agreement_of(network, gone, stays)),
    ]

    fields = [refused_field(answer) for answer in answers]
    assert fields == [(422, "unknown-reference", field) for field in ("lead", "parent", "partner", "parties")]


async def test_merging_waits_for_whoever_is_about_to_name_the_partner(city: City) -> None:
    gone, stays = await city.partner(), await city.partner()

    async with city.registry.running.edge.transaction() as work:
        await partners.hold_named(work.connection, [gone])
        with pytest.raises(DBAPIError, match="FOR NO KEY UPDATE"):
            await hold_at_once(city, gone, stays)
    await hold_at_once(city, gone, stays)


async def hold_at_once(city: City, *both: UUID) -> None:
    """Hold the partners' rows or fail; the queue, which its job keeps now and then, may be waited for."""
    async with city.registry.running.edge.transaction() as work:
        await pairs.lock_queue(work.connection)
        await work.connection.execute(text("SET LOCAL lock_timeout = '1ms'"))
        await merges.hold(work.connection, *both)
