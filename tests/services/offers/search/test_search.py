"""The search over HTTP: what people type, which filters there are, who finds what, and what is refused."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete

from services.offers.storage.search.tables import DOCUMENTS
from services.offers.use_cases.search.refresh import refresh_documents
from shared.calendar_day import BERLIN
from tests.services.offers.city import City, Quarter


async def found(quarter: Quarter, **asked: Any) -> dict[str, Any]:
    answer = await quarter.city.get("/offers/search", **{"network": quarter.network, **asked})
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content


async def titles(quarter: Quarter, **asked: Any) -> list[str]:
    return [item["offer"]["title"] for item in (await found(quarter, **asked))["items"]]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("krabelgrupe", "Krabbelgruppe"),
        ("Krabbelgruppen", "Krabbelgruppe"),
        ("Babykrabbelgruppe", "Krabbelgruppe"),
        ("krabbel", "Krabbelgruppe"),
        ("Baby-Eltern-Treff", "Krabbelgruppe"),
        ("baby eltern treff", "Krabbelgruppe"),
        ("mutter kind", "Krabbelgruppe"),
        ("am dinstag", "Krabbelgruppe"),
        ("türkisch", "Krabbelgruppe"),
        ("Haus am Park", "Krabbelgruppe"),
        ("ELTERNCAFE", "Eltern-Café"),
        ("Elternfrühstück", "Eltern-Café"),
        ("freitags", "Eltern-Café"),
        ("nachmittags", "Eltern-Café"),
        ("Sprachkurs", "Sprachkurse"),
        ("Deutschkurs", "Sprachkurse"),
    ],
)
async def test_what_people_type_is_found(hoerde: Quarter, text: str, title: str) -> None:
    assert await titles(hoerde, q=text) == [title]


async def test_a_slip_in_one_offer_hides_no_other_from_who_makes_the_same(city: City) -> None:
    here, elsewhere = await city.quarter(), await city.quarter()
    await here.published(title="Zwergenstube")
    await elsewhere.published(title="Zwergenstubbe")

    assert await titles(here, q="zwergenstubbe") == ["Zwergenstube"]


@pytest.mark.parametrize("text", ["krabelgrupe am dinstag hörde", "Krabbelgruppe Dienstag HOERDE"])
async def test_a_quarter_and_a_weekday_are_understood_among_the_words(hoerde: Quarter, city: City, text: str) -> None:
    answer = (await city.get("/offers/search", q=text)).json()
    assert [item["offer"]["title"] for item in answer["items"]] == ["Krabbelgruppe"]
    assert {(each["filter"], each["value"]) for each in answer["understood"]} == {
        ("weekdays", "tuesday"),
        ("networks", hoerde.network),
    }


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"theme": ["beratung", "begegnung"]}, {"Krabbelgruppe", "Eltern-Café"}),
        ({"theme": "beratung", "weekday": "tuesday"}, set()),
        ({"target_group": "eltern"}, {"Sprachkurse"}),
        ({"language": "TR"}, {"Krabbelgruppe"}),
        ({"accessibility": "step_free"}, {"Krabbelgruppe"}),
        ({"weekday": ["tuesday", "friday"]}, {"Krabbelgruppe", "Eltern-Café"}),
        ({"daytime": "morning"}, {"Krabbelgruppe"}),
        ({"weekday": "friday", "daytime": "morning"}, set()),
        ({"age_months": 100}, {"Sprachkurse"}),
        ({"phase": "p0_2"}, {"Krabbelgruppe", "Eltern-Café", "Sprachkurse"}),
        ({"birth_month": "2010-01"}, {"Sprachkurse"}),
        ({"free": True}, {"Krabbelgruppe", "Sprachkurse"}),
        ({"free_places": True}, {"Krabbelgruppe"}),
        ({"bridge": True}, {"Sprachkurse"}),
        ({"latitude": 51.491, "longitude": 7.5, "radius_metres": 500}, {"Krabbelgruppe"}),
        ({"latitude": 51.6, "longitude": 7.5, "radius_metres": 500}, set()),
    ],
)
async def test_filters_find_what_they_say(hoerde: Quarter, asked: dict[str, Any], expected: set[str]) -> None:
    assert set(await titles(hoerde, **asked)) == expected


async def test_the_distance_is_told(hoerde: Quarter) -> None:
    (item,) = (await found(hoerde, latitude=51.491, longitude=7.5))["items"]
    assert item["metres"] == 111


async def test_a_filters_own_values_are_counted_as_if_it_were_not_set(hoerde: Quarter) -> None:
    facets = (await found(hoerde, theme="beratung"))["facets"]
    assert facets["theme"] == [{"value": "begegnung", "count": 1}, {"value": "beratung", "count": 1}]
    assert facets["weekday"] == [{"value": "friday", "count": 1}]
    assert (await found(hoerde, facets=False))["facets"] == {}


async def test_drafts_are_found_by_nobody(hoerde: Quarter, city: City) -> None:
    asked = {"network": hoerde.network, "q": "Krabbelgruppe"}
    answers = [(await city.get("/offers/search", by=by, **asked)).json() for by in (None, "office", hoerde.coordinator)]
    assert [answer["total"] for answer in answers] == [1, 1, 1]


async def test_an_offer_is_found_from_its_publication_to_its_end(quarter: Quarter) -> None:
    offer = await quarter.draft(title="Zirkus")
    before = await titles(quarter, q="zirkus")
    await quarter.post(offer, "publish", by=quarter.coordinator, version=1)
    between = await titles(quarter, q="zirkus")
    changed = await quarter.put(offer, by=quarter.coordinator, condition={"If-Match": '"2"'}, title="Theater")
    after_change = (await titles(quarter, q="zirkus"), await titles(quarter, q="theater"))
    assert changed.status_code == 200
    await quarter.post(offer, "withdraw", by=quarter.coordinator, version=3)
    assert (before, between, after_change, await titles(quarter)) == ([], ["Zirkus"], ([], ["Theater"]), [])


async def test_an_unchanged_answer_is_304_until_something_changes(quarter: Quarter) -> None:
    http, path = quarter.city.offers.http, f"/offers/search?network={quarter.network}"
    tag = (await http.get(path)).headers["ETag"]
    unchanged = await http.get(path, headers={"If-None-Match": tag})
    await quarter.published(title="Neu")
    changed = await http.get(path, headers={"If-None-Match": tag})
    assert (unchanged.status_code, unchanged.content, changed.status_code) == (304, b"", 200)


async def test_an_answer_from_memory_is_the_same_with_all_its_headers(hoerde: Quarter) -> None:
    http, path = hoerde.city.offers.http, f"/offers?network={hoerde.network}&limit=1"
    first, second = await http.get(path), await http.get(path)
    kept = {name: value for name, value in first.headers.items() if name != "date"}
    assert (second.content, {name: second.headers[name] for name in kept}) == (first.content, kept)


async def test_pages_follow_each_other(hoerde: Quarter) -> None:
    whole = await titles(hoerde)
    first = await found(hoerde, limit=2)
    second = await found(hoerde, limit=2, cursor=first["next"])
    assert [item["offer"]["title"] for item in first["items"] + second["items"]] == whole
    assert (second["next"], first["total"]) == (None, 3)


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "x" * 201},
        {"q": "a\x00b"},
        {"cursor": "!"},
        {"limit": 101},
        {"latitude": 51},
        {"birth_month": "2026-13"},
        {"weekday": "dienstag"},
        {"radius_metres": 25_001},
        {"theme": [f"t{number}" for number in range(21)]},
        {"unknown": 1},
    ],
)
async def test_what_cannot_be_asked_is_refused(city: City, asked: dict[str, Any]) -> None:
    refused = await city.get("/offers/search", **asked)
    assert refused.status_code in {400, 422}
    assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("text", ["'", "%", "_", "\\", "a:* & !b", "🙂", "(", "ı" * 200, "1 jahr 99999 jahre"])
async def test_no_text_breaks_the_search(city: City, text: str) -> None:
    assert (await city.get("/offers/search", q=text)).status_code == 200


async def test_typing_is_completed_by_words_of_titles(hoerde: Quarter, city: City) -> None:
    completed = (await city.get("/offers/search/suggestions", q="KRABBELG")).json()
    short = await city.get("/offers/search/suggestions", q="k")
    assert (completed["words"][:1], short.status_code) == (["Krabbelgruppe"], 422)


async def test_documents_that_are_missing_are_made_without_an_event(hoerde: Quarter, city: City) -> None:
    before = await titles(hoerde)
    async with city.offers.running.edge.transaction() as work:
        await work.connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.network == hoerde.network))
    made = await refresh_documents(city.offers.running.edge)
    assert (made >= 3, await titles(hoerde)) == (True, before)


async def test_the_next_date_is_told(hoerde: Quarter) -> None:
    (item,) = (await found(hoerde, q="Krabbelgruppe", weekday="tuesday"))["items"]
    start = datetime.fromisoformat(item["next_date"]["starts_at"])
    assert start.astimezone(BERLIN).isoweekday() == 2
    assert datetime.fromisoformat(item["next_date"]["ends_at"]) > datetime.now(UTC)
