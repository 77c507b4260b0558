"""The queue of pairs that may be one partner: how they come in, hang together, and are decided about."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from services.registry.use_cases.duplicates import keep_queue
from services.registry.use_cases.duplicates.find_candidates import Candidate, find_candidates
from shared.testing.servers import fresh_name
from tests.services.registry.city import PARTNER, City, created, problem, refused_field
from tests.services.registry.duplicates.register import merge, pairs_of, post, undo


async def test_two_entries_of_one_house_come_into_the_queue(city: City) -> None:
    mark = fresh_name("Kranich")
    one = await city.partner(label=f"Familienzentrum {mark}", phone="0231 7654321")
    other = await city.partner(label=f"FZ {mark} e.V.", phone="+49 231 7654321")

    (pair,) = await pairs_of(city, one, other)

    assert (pair["verdict"], pair["status"]) == ("same", "open")
    assert "gleiche Telefonnummer" in {reason["text"] for reason in pair["reasons"]}


async def test_pairs_that_hang_together_are_one_cluster(city: City) -> None:
    mark = fresh_name("Reiher")
    three = [
        await city.partner(label=label) for label in (f"Kita {mark}", f"Kita {mark} e. V.", f"Kindergarten {mark}")
    ]

    found = await pairs_of(city, *three)

    assert (len(found), len({pair["cluster"] for pair in found})) == (3, 1)
    assert found[0]["cluster"] == str(min(three))


async def test_a_pair_leaves_the_queue_when_the_entries_are_no_longer_alike(city: City) -> None:
    mark = fresh_name("Dohle")
    one, other = await city.partner(label=f"Kita {mark}"), await city.partner(label=f"Kita {mark}")
    before = await pairs_of(city, one, other)

    await city.put(f"/partners/{other}", {**PARTNER, "label": f"Bücherei {fresh_name('Elster')}"}, version=1)

    assert (len(before), await pairs_of(city, one, other)) == (1, [])


async def test_merging_waits_for_nobody_who_looks_for_duplicates(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    mark, looking, merged = fresh_name("Specht"), asyncio.Event(), asyncio.Event()
    one, other, third = [await city.partner(label=f"Kita {mark}") for _ in range(3)]

    async def find_slowly(*asked: Any, **without: Any) -> list[Candidate]:
        found = await find_candidates(*asked, **without)
        looking.set()
        await merged.wait()
        return found

    monkeypatch.setattr(keep_queue, "find_candidates", find_slowly)
    job = asyncio.create_task(keep_queue.compare_waiting(city.registry.running.edge))
    await looking.wait()

    created(await merge(city, one, into=other))

    merged.set()
    await job
    (pair,) = await pairs_of(city, one, other, third)
    assert {pair["one"]["id"], pair["other"]["id"]} == {str(other), str(third)}


async def test_what_was_told_apart_is_not_asked_again(city: City) -> None:
    mark = fresh_name("Zeisig")
    one, other = await city.partner(label=f"Kita {mark}"), await city.partner(label=f"Kita {mark}")
    (pair,) = await pairs_of(city, one, other)

    decided = await post(city, f"/partners/duplicates/{pair['id']}/decide", {"decision": "different"})
    await city.put(f"/partners/{one}", {**PARTNER, "label": f"Kita {mark} e. V."}, version=1)
    again = await post(city, f"/partners/duplicates/{pair['id']}/decide", {"decision": "different"})

    assert decided.json()["status"] == "different"
    assert await pairs_of(city, one, other) == []
    assert problem(again) == (409, "already-decided")
    assert [line["action"] for line in await city.audit_of("partner-pair", pair["id"])] == ["decide-partner-pair"]


async def test_a_pair_is_merged_into_the_one_that_is_named(city: City) -> None:
    mark = fresh_name("Fink")
    one, other = await city.partner(label=f"Kita {mark}"), await city.partner(label=f"Kita {mark}")
    (pair,) = await pairs_of(city, one, other)
    path = f"/partners/duplicates/{pair['id']}/decide"

    stranger = await post(city, path, {"decision": "same", "into": str(uuid4())})
    decided = await post(city, path, {"decision": "same", "into": str(other)})

    assert refused_field(stranger) == (422, "unknown-reference", "into")
    assert (decided.status_code, decided.json()["status"]) == (200, "merged")
    assert (await city.get(f"/partners/{one}")).headers["Location"] == f"/partners/{other}"


async def test_who_undid_a_merge_is_not_asked_about_the_two_again(city: City) -> None:
    mark = fresh_name("Star")
    one, other = await city.partner(label=f"Kita {mark}"), await city.partner(label=f"Kita {mark}")
    (pair,) = await pairs_of(city, one, other)
    await post(city, f"/partners/duplicates/{pair['id']}/decide", {"decision": "same", "into": str(other)})

    undone = await undo(city, one)

    assert undone.json()["undone"] is True
    assert await pairs_of(city, one, other) == []


async def test_a_decision_that_names_no_survivor_is_refused(city: City) -> None:
    answer = await post(city, f"/partners/duplicates/{uuid4()}/decide", {"decision": "same"})

    assert problem(answer) == (422, "invalid-input")


async def test_coordinators_see_the_queue_and_decide_nothing(city: City) -> None:
    coordinator = await city.coordinator(await city.network())

    seen = await city.get("/partners/duplicates", by=coordinator)
    decided = await post(city, f"/partners/duplicates/{uuid4()}/decide", {"decision": "different"}, by=coordinator)

    assert (seen.status_code, problem(decided)) == (200, (403, "not-permitted"))
