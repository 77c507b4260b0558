"""The office says which words mean the same; the search knows at once."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.services.offers.city import NEW, City, Quarter, if_match


async def put(city: City, group: UUID, terms: list[str], *, condition: dict[str, str] = NEW) -> httpx.Response:
    headers = {**city.platform.headers(), **condition}
    return await city.offers.http.put(f"/search/synonyms/{group}", json={"terms": terms}, headers=headers)


async def totals(quarter: Quarter, *texts: str) -> list[int]:
    answers = [await quarter.city.get("/offers/search", network=quarter.network, q=text) for text in texts]
    return [answer.json()["total"] for answer in answers]


async def test_a_new_group_a_changed_one_and_none_are_known_at_once(quarter: Quarter, city: City) -> None:
    await quarter.published(title="Xylophonkreis")
    group = uuid4()
    before = await totals(quarter, "Klangstunde", "Tonrunde")
    made = await put(city, group, ["Xylophonkreis", "Klangstunde"])
    with_group = await totals(quarter, "Klangstunde", "Tonrunde")
    changed = await put(city, group, ["Xylophonkreis", "Tonrunde"], condition=if_match(1))
    with_other = await totals(quarter, "Klangstunde", "Tonrunde")
    headers = {**city.platform.headers(), **if_match(2)}
    removed = await city.offers.http.delete(f"/search/synonyms/{group}", headers=headers)
    assert (made.status_code, changed.status_code, removed.status_code) == (201, 200, 204)
    assert (before, with_group, with_other) == ([0, 0], [1, 0], [0, 1])
    assert await totals(quarter, "Klangstunde", "Tonrunde") == [0, 0]


async def test_the_list_has_the_fields_own_words_from_the_start(city: City) -> None:
    groups = (await city.get("/search/synonyms", limit=200)).json()["items"]
    assert any({"Krabbelgruppe", "Baby-Eltern-Treff"} <= set(group["terms"]) for group in groups)


async def test_only_the_office_changes_groups(city: City, quarter: Quarter) -> None:
    group, body = uuid4(), {"terms": ["eins", "zwei"]}
    headers = {**city.platform.headers(quarter.coordinator), **NEW}
    refused = await city.offers.http.put(f"/search/synonyms/{group}", json=body, headers=headers)
    made = await put(city, group, body["terms"])
    assert (refused.status_code, made.status_code) == (403, 201)


async def test_nobody_changes_a_group_that_he_has_not_seen(city: City) -> None:
    group = uuid4()
    await put(city, group, ["eins", "zwei"])
    again = await put(city, group, ["eins", "drei"])
    stale = await put(city, group, ["eins", "drei"], condition=if_match(7))
    unknown = await put(city, uuid4(), ["eins", "drei"], condition=if_match(1))
    assert (again.status_code, stale.status_code, unknown.status_code) == (412, 412, 404)


async def test_an_equal_group_changes_nothing(city: City) -> None:
    group = uuid4()
    await put(city, group, ["eins", "zwei"])
    same = await put(city, group, ["eins", "zwei"], condition=if_match(1))
    assert (same.headers["ETag"], "Event-Position" in same.headers) == ('"1"', False)


@pytest.mark.parametrize("terms", [["eins"], ["eins", "EINS"], ["eins", "und"], ["x"] * 21, ["eins", "a\nb"]])
async def test_a_group_that_says_nothing_is_refused(city: City, terms: list[Any]) -> None:
    assert (await put(city, uuid4(), terms)).status_code == 422
