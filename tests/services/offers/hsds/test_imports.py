"""Records of other directories become drafts; brought again, nothing is doubled and nothing that people touched is lost."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import orjson
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.offers.domain.hsds.programs import program_id
from shared.testing.serving import bound_socket, serving
from tests.services.offers.city import City, Quarter, if_match
from tests.services.offers.hsds.bringing import FULL, bring, drafts, outcomes, service
from tests.services.offers.hsds.conftest import Rich


async def test_a_record_becomes_a_draft_with_all_that_it_says_but_nobodys_name(quarter: Quarter) -> None:
    report = (await bring(quarter, [FULL])).json()
    offer = report["rows"][0]["offer"]
    made = (await quarter.city.get(f"/offers/{offer}", by=quarter.coordinator)).json()
    assert (report["counts"], made["status"], made["title"]) == ({"created": 1}, "draft", "Spielgruppe am Park")
    assert made["ages"] == {"min_months": 12, "max_months": 36}
    assert made["places"][0]["address"] == "Parkweg 1, 44263 Dortmund"
    assert (made["languages"], made["themes"], made["cost_cents"]) == (["tr", "ar"], ["begegnung"], 250)
    assert made["schedule"]["recurrences"][0]["rule"] == "FREQ=WEEKLY;BYDAY=TU"
    assert (made["schedule_text"], made["room"]["free"]) == ("und nach Absprache", 3)
    assert made["contact"] == {"function": "Leitung", "switchboard": "0231 12345", "mailbox": None, "is_public": False}
    assert "Mustermann" not in orjson.dumps(made).decode()


async def test_what_is_brought_is_not_public(quarter: Quarter) -> None:
    await bring(quarter, [service()])
    listed = await quarter.city.get("/services", program_id=program_id(quarter.network))
    assert (len(await drafts(quarter)), listed.json()["total_items"]) == (1, 0)


@pytest.mark.parametrize("form", [lambda each: {"contents": each}, lambda each: {"services": each}, lambda each: each])
async def test_envelopes_and_lists_are_read_alike(quarter: Quarter, form: Any) -> None:
    assert outcomes(await bring(quarter, form([service(), service()]))) == ["created", "created"]


async def test_lines_are_read_too(quarter: Quarter) -> None:
    lines = b"\n".join(orjson.dumps(service()) for _ in range(3))
    assert outcomes(await bring(quarter, lines)) == ["created"] * 3


async def test_our_own_lines_come_back_as_they_went(rich: Rich, quarter: Quarter, city: City) -> None:
    own = await city.get(f"/services/{rich.full}")
    report = await bring(quarter, own.json())
    went = (await city.get(f"/offers/{rich.full}")).json()
    came = (await city.get(f"/offers/{report.json()['rows'][0]['offer']}", by=quarter.coordinator)).json()
    same = ("title", "description", "ages", "themes", "target_groups", "languages", "bridge")
    assert {name: came[name] for name in same} == {name: went[name] for name in same}
    assert [place["name"] for place in came["places"]] == [place["name"] for place in went["places"]]


async def test_brought_again_nothing_is_doubled(quarter: Quarter) -> None:
    document = [FULL, service()]
    first, again = await bring(quarter, document), await bring(quarter, document)
    assert (outcomes(first), outcomes(again), len(await drafts(quarter))) == (["created"] * 2, ["unchanged"] * 2, 2)
    assert "event-position" not in again.headers


async def test_two_imports_at_once_make_each_draft_once(quarter: Quarter) -> None:
    document = [service() for _ in range(20)]
    reports = await asyncio.gather(*(bring(quarter, document) for _ in range(3)))
    told = sorted(tuple(sorted(set(outcomes(report)))) for report in reports)
    assert (told, len(await drafts(quarter))) == ([("created",), ("unchanged",), ("unchanged",)], 20)


async def test_a_changed_record_changes_the_draft_that_nobody_has_touched(quarter: Quarter) -> None:
    record = service()
    offer = (await bring(quarter, [record])).json()["rows"][0]["offer"]
    report = await bring(quarter, [{**record, "name": "Neue Spielgruppe"}])
    draft = (await quarter.city.get(f"/offers/{offer}", by=quarter.coordinator)).json()
    assert (outcomes(report), draft["title"], draft["version"], draft["status"]) == (
        ["changed"],
        "Neue Spielgruppe",
        2,
        "draft",
    )


async def touched(quarter: Quarter, offer: str) -> None:
    """Somebody here changes the draft."""
    body = quarter.body(title="Von uns geändert")
    headers = {**quarter.city.platform.headers(quarter.coordinator), **if_match(1)}
    changed = await quarter.city.offers.http.put(f"/offers/{offer}", json=body, headers=headers)
    assert changed.status_code == 200, changed.text


async def published(quarter: Quarter, offer: str) -> None:
    await quarter.post(UUID(offer), "publish", by=quarter.coordinator, version=1)


@pytest.mark.parametrize("happens", [touched, published])
async def test_what_people_have_touched_is_not_overwritten_but_a_change_is_proposed_once(
    quarter: Quarter, happens: Any
) -> None:
    record = service()
    offer = (await bring(quarter, [record])).json()["rows"][0]["offer"]
    await happens(quarter, offer)
    before = (await quarter.city.get(f"/offers/{offer}", by=quarter.coordinator)).json()
    reports = [await bring(quarter, [{**record, "name": name}]) for name in ("Anders", "Anders", "Wieder anders")]
    after = (await quarter.city.get(f"/offers/{offer}", by=quarter.coordinator)).json()
    proposed = await quarter.city.get(f"/offers/{offer}/suggestions", by=quarter.coordinator)
    assert [outcomes(report) for report in reports] == [["proposed"], ["unchanged"], ["proposed"]]
    assert before == after
    assert len(proposed.json()["items"]) == 1
    assert "Titel" in proposed.json()["items"][0]["text"]


async def test_what_ends_at_the_source_is_proposed_to_be_ended(quarter: Quarter) -> None:
    record = service()
    offer = (await bring(quarter, [record])).json()["rows"][0]["offer"]
    await published(quarter, offer)
    report = await bring(quarter, [{**record, "status": "inactive"}, service(status="defunct")])
    proposed = await quarter.city.get(f"/offers/{offer}/suggestions", by=quarter.coordinator)
    assert (outcomes(report), len(proposed.json()["items"])) == (["proposed", "skipped"], 1)


async def test_what_the_source_no_longer_sends_is_named_and_left_alone(quarter: Quarter) -> None:
    one, other = service(), service()
    await bring(quarter, [one, other])
    report = (await bring(quarter, [one])).json()
    assert ([each["source_id"] for each in report["gone"]], len(await drafts(quarter))) == ([other["id"]], 2)


async def test_a_dry_run_reports_and_writes_nothing(quarter: Quarter) -> None:
    report = await bring(quarter, [service(), service(name="")], dry_run="true")
    assert (outcomes(report), report.json()["written"], await drafts(quarter)) == (["created", "refused"], False, [])
    assert outcomes(await bring(quarter, [service()])) == ["created"]


async def test_an_import_is_for_those_who_keep_the_quarters_offers(quarter: Quarter, other_quarter: Quarter) -> None:
    record = service()
    strangers = [await bring(quarter, [record], by=who) for who in (other_quarter.coordinator, other_quarter.partner)]
    anonymous = await quarter.city.offers.http.post(f"/networks/{quarter.network}/hsds-imports", content=b"[]")
    own = await bring(quarter, [record], by=quarter.partner)
    assert ([one.status_code for one in strangers], anonymous.status_code, own.status_code) == ([403, 403], 401, 200)


async def test_an_unknown_organisation_is_named(quarter: Quarter) -> None:
    answer = await bring(quarter, [service()], organisation=str(uuid4()))
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:infamilie:problem:unknown-organisation")


ALL = [service(name=f"Angebot {number}") for number in range(5)]


async def _directory(request: Request) -> Response:
    """Another directory, two services a page."""
    page = int(request.query_params.get("page", "1"))
    contents = ALL[2 * page - 2 : 2 * page]
    envelope = {"total_items": 5, "total_pages": 3, "page_number": page, "size": len(contents), "contents": contents}
    return Response(orjson.dumps(envelope), media_type="application/json")


@pytest.fixture(scope="module")
async def directory() -> AsyncIterator[str]:
    async with serving(Starlette(routes=[Route("/services", _directory)]), bound_socket()) as url:
        yield url


async def by_address(quarter: Quarter, url: str) -> httpx.Response:
    return await quarter.city.offers.http.post(
        f"/networks/{quarter.network}/hsds-imports/by-address",
        json={"organisation": str(quarter.organisation), "url": url},
        headers=quarter.city.platform.headers(quarter.coordinator),
    )


async def test_all_pages_of_an_address_are_brought_once(open_quarter: Quarter, directory: str) -> None:
    address = f"{directory}/services?full=true&key=secret"
    first, again = await by_address(open_quarter, address), await by_address(open_quarter, address)
    assert (outcomes(first), outcomes(again)) == (["created"] * 5, ["unchanged"] * 5)
    assert first.json()["source"] == f"{directory}/services"


async def test_an_address_inside_is_not_asked(quarter: Quarter, directory: str) -> None:
    answer = await by_address(quarter, f"{directory}/services")
    assert (answer.status_code, answer.json()["type"], answer.json()["fault"]) == (
        422,
        "urn:infamilie:problem:address-not-fetched",
        "not-public",
    )
