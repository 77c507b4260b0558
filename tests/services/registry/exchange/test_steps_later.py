"""Whoever does not want to wait for an import's step is answered at once; the step is taken, once, whatever happens meanwhile."""

import asyncio
from uuid import UUID

import httpx
import pytest

from services.registry.api.exchange.steps import carry_out_imports
from services.registry.domain.exchange.partner_import import ImportState
from services.registry.use_cases.exchange.take_steps import ask_for_step, take_steps
from shared.contracts.registry import Role
from shared.identity.actor import Actor
from shared.identity.grants import standing_grants
from shared.testing.platform import OFFICE
from tests.services.registry.city import City, Json, created
from tests.services.registry.exchange.files import drafted, names, partner_named, step, table

PATIENCE_SECONDS = 20


async def soon(city: City, import_id: str, name: str, *, version: int, by: str = OFFICE) -> httpx.Response:
    headers = {**city.platform.headers(by), "If-Match": f'"{version}"', "Prefer": "wait=1, respond-async"}
    return await city.registry.http.post(f"/imports/{import_id}/{name}", headers=headers)


async def report(city: City, import_id: str) -> Json:
    told: Json = (await city.get(f"/imports/{import_id}", by=OFFICE)).json()
    return told


async def ended(city: City, import_id: str) -> Json:
    """The import as soon as no step of it is under way."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            told = await report(city, import_id)
            if told["step"] is None or told["step"]["refused"]:
                return told
            await asyncio.sleep(0.02)


@pytest.fixture
async def draft(city: City) -> Json:
    (label,) = names("Kita")
    made: Json = created(await drafted(city, table(f"{label};Einrichtung;Kita")))
    return {**made, "label": label}


def office_of(city: City) -> Actor:
    """The office as its account acts."""
    held = standing_grants(city.registry.settings.identity)
    grant = next(grant for grant in held if grant.role is Role.OFFICE)
    return Actor(grant.account, (grant,))


async def test_the_answer_comes_at_once_and_the_step_is_taken(city: City, draft: Json) -> None:
    answer = await soon(city, draft["id"], "apply", version=1)
    applied = await ended(city, draft["id"])
    undoing = await soon(city, draft["id"], "undo", version=2)
    undone = await ended(city, draft["id"])

    assert (answer.status_code, answer.headers["Preference-Applied"]) == (202, "respond-async")
    assert (answer.json()["state"], answer.json()["step"]["wanted"]) == ("draft", "applied")
    assert (applied["state"], applied["step"], applied["version"]) == ("applied", None, 2)
    assert undoing.status_code == 202
    assert (undone["state"], undone["version"]) == ("undone", 3)
    assert await partner_named(city, draft["label"]) is None


async def test_what_can_be_refused_at_once_is(city: City, draft: Json) -> None:
    early = await soon(city, draft["id"], "undo", version=1)
    late = await soon(city, draft["id"], "apply", version=7)
    stranger = await soon(city, draft["id"], "apply", version=1, by="somebody")

    assert [answer.status_code for answer in (early, late, stranger)] == [409, 412, 403]
    assert (await report(city, draft["id"]))["step"] is None


async def test_what_is_refused_later_is_told_by_the_report_and_can_be_tried_again(city: City, draft: Json) -> None:
    other = created(await drafted(city, table(f"{draft['label']};Einrichtung;Kita")))
    assert (await step(city, other["id"], "apply", version=1)).status_code == 200

    answer = await soon(city, draft["id"], "apply", version=1)
    refused = await ended(city, draft["id"])
    again = await soon(city, draft["id"], "apply", version=1)
    await ended(city, draft["id"])

    assert (answer.status_code, again.status_code) == (202, 202)
    assert refused["state"] == "draft"
    assert refused["step"]["refused"]["type"].startswith("urn:infamilie:problem:")
    assert refused["step"]["refused"]["title"]
    assert again.json()["step"]["refused"] is None


async def test_a_step_whose_process_has_ended_is_taken_by_another(city: City, draft: Json) -> None:
    running, import_id = city.registry.running, UUID(draft["id"])
    async with running.edge.transaction() as work:
        await ask_for_step(work, office_of(city), import_id, wanted=ImportState.APPLIED, expected=1)

    worker = asyncio.create_task(carry_out_imports(running))
    applied = await ended(city, draft["id"])
    worker.cancel()

    assert applied["state"] == "applied"


async def test_two_who_take_steps_take_each_once(city: City, draft: Json) -> None:
    running, import_id = city.registry.running, UUID(draft["id"])
    for _ in range(2):
        async with running.edge.transaction() as work:
            await ask_for_step(work, office_of(city), import_id, wanted=ImportState.APPLIED, expected=1)

    await asyncio.gather(*(take_steps(running, told=lambda refusal: {"title": str(refusal)}) for _ in range(3)))
    applied = await ended(city, draft["id"])

    assert (applied["state"], applied["version"], applied["step"]) == ("applied", 2, None)
    assert [line["action"] for line in await city.audit_of("import", draft["id"])].count("import-applied") == 1


async def test_a_fault_of_ours_ends_its_step_and_keeps_no_other_waiting(
    city: City, draft: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object, **__: object) -> None:
        raise RuntimeError("a fault of ours")

    other = created(await drafted(city, table(f"{draft['label']} nebenan;Einrichtung;Kita")))
    with monkeypatch.context() as broken:
        broken.setattr("services.registry.use_cases.exchange.take_steps.apply_import", fails)
        await soon(city, draft["id"], "apply", version=1)
        refused = await ended(city, draft["id"])
    await soon(city, other["id"], "apply", version=1)
    applied = await ended(city, other["id"])
    at_last = await step(city, draft["id"], "apply", version=1)

    assert (refused["state"], refused["step"]["refused"]["status"]) == ("draft", 500)
    assert applied["state"] == "applied"
    assert at_last.json()["state"] == "applied"
    assert (await report(city, draft["id"]))["step"] is None
