"""What leaves the city: the public feeds of the real services, walked to their ends."""

import json
from typing import Any

import pytest

from shared.contracts.catalogue import ALL
from shared.contracts.contract import Visibility
from tests.shared.hosting.tellers import (
    GIVER,
    NETWORKS,
    NOTE,
    NUMBER,
    PERSON,
    SECRET_TITLE,
    VOLUNTEER,
    Tellers,
    events_in,
    public_reader,
    service_reader,
)

PUBLIC = {contract.type() for contract in ALL if contract.visibility is Visibility.PUBLIC}
LIMITS = (1, 2, 3, 500)
each_feed = pytest.mark.parametrize("name", ["registry", "offers"])
each_limit = pytest.mark.parametrize("limit", LIMITS)


@each_feed
@each_limit
async def test_the_public_feed_tells_public_events_only_and_all_of_them(
    tellers: Tellers, name: str, limit: int
) -> None:
    service = tellers.service(name)
    everything = events_in(await service_reader(tellers, service).walk())
    told = events_in(await public_reader(service).walk(limit=limit))
    assert told == [event for event in everything if event["type"] in PUBLIC]
    assert len(told) < len(everything)


@each_feed
async def test_no_draft_and_no_account_leaves_the_city(tellers: Tellers, name: str) -> None:
    service = tellers.service(name)
    told = json.dumps(await public_reader(service).walk(limit=2), ensure_ascii=False)
    hidden = ['"draft"', "offer-drafted", SECRET_TITLE, "grant", "account", "source-announced", *tellers.accounts()]
    assert [each for each in hidden if each in told] == []


async def test_what_is_hidden_is_there_to_be_hidden(tellers: Tellers) -> None:
    pages = [await service_reader(tellers, tellers.service(name)).walk() for name in ("registry", "offers")]
    told = json.dumps(pages, ensure_ascii=False)
    hidden = ["offer-drafted", SECRET_TITLE, "grant-given", "grant-withdrawn", "source-announced", *tellers.accounts()]
    assert [each for each in hidden if each not in told] == []


@each_feed
@pytest.mark.parametrize("network", [None, *NETWORKS])
async def test_nobodys_name_and_number_leaves_the_city_nor_what_is_for_professionals(
    tellers: Tellers, name: str, network: str | None
) -> None:
    asked: dict[str, Any] = {"network": network} if network else {}
    told = json.dumps(await public_reader(tellers.service(name)).walk(**asked), ensure_ascii=False)
    assert [each for each in (VOLUNTEER, NUMBER, NOTE, GIVER, "internal_note") if each in told] == []


async def test_the_person_and_the_note_are_there_to_be_hidden(tellers: Tellers) -> None:
    office = tellers.platform.headers()
    listed = await tellers.offers.http.get("/offers?limit=200", headers=office)
    offer = next(item["id"] for item in listed.json()["items"] if item["title"] == "Laut singen")
    shown = (await tellers.offers.http.get(f"/offers/{offer}", headers=office)).text
    person = (await tellers.registry.http.get(f"/persons/{PERSON}", headers=office)).text
    assert [each for each in (NUMBER, NOTE, GIVER) if each not in shown] == []
    assert VOLUNTEER in person


@each_feed
@each_limit
async def test_positions_increase_and_next_reaches_the_head(tellers: Tellers, name: str, limit: int) -> None:
    pages = await public_reader(tellers.service(name)).walk(limit=limit)
    positions = [int(event["sequence"]) for event in events_in(pages)]
    assert positions == sorted(set(positions))
    assert all(len(page["events"]) <= limit for page in pages)
    assert pages[-1]["next"] == pages[-1]["head"] >= positions[-1]
    assert {(page["start"], page["epoch"]) for page in pages} == {(1, pages[0]["epoch"])}


@each_feed
@each_limit
@pytest.mark.parametrize("network", NETWORKS)
async def test_a_quarters_feed_tells_of_this_quarter_alone(
    tellers: Tellers, name: str, limit: int, network: str
) -> None:
    reader = public_reader(tellers.service(name))
    everything = events_in(await reader.walk())
    told = events_in(await reader.walk(limit=limit, network=network))
    assert told == [event for event in everything if event.get("network") == network]
    assert 0 < len(told) < len(everything)


async def test_a_quarter_that_nobody_knows_has_an_empty_feed_with_an_end(tellers: Tellers) -> None:
    pages = await public_reader(tellers.offers).walk(network="nirgendwo")
    assert (events_in(pages), pages[-1]["next"]) == ([], pages[-1]["head"])


async def test_pages_of_other_sites_may_read_the_public_feed(tellers: Tellers) -> None:
    public = await public_reader(tellers.offers).ask()
    internal = await service_reader(tellers, tellers.offers).ask()
    assert public.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in internal.headers
    assert public.headers["Cache-Control"] == internal.headers["Cache-Control"] == "no-store"


@each_feed
@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 501}, {"after": -1}, {"event": "x"}, {"after": "end"}])
async def test_an_odd_question_is_told_so(tellers: Tellers, name: str, query: dict[str, str | int]) -> None:
    assert (await public_reader(tellers.service(name)).ask(**query)).status_code == 422
