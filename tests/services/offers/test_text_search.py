"""Searching by words, over HTTP."""

from typing import Any

import pytest

from tests.services.offers.city import City, Quarter

OFFERS = (
    {"title": "Babykrabbelgruppe", "description": "Für Mütter und Väter mit ihren Kindern"},
    {"title": "Eltern-Café Hörde", "themes": ["beratung"]},
    {"title": "Sprachförderung in der Kita", "description": "Bilderbücher in vielen Sprachen", "themes": ["sprache"]},
)


@pytest.fixture(scope="module")
async def library(city: City) -> Quarter:
    quarter = await city.quarter()
    for said in OFFERS:
        await quarter.published(**said)
    return quarter


async def titles(quarter: Quarter, text: str) -> list[str]:
    answer = await quarter.city.get("/offers", network=quarter.network, q=text)
    return [offer["title"] for offer in answer.json()["items"]]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Babykrabbelgruppen", "Babykrabbelgruppe"),
        ("krabbel", "Babykrabbelgruppe"),
        ("mutter kind", "Babykrabbelgruppe"),
        ("Babykrabelgruppe", "Babykrabbelgruppe"),
        ("elterncafe hoerde", "Eltern-Café Hörde"),
        ("CAFÉ", "Eltern-Café Hörde"),
        ("Beratung", "Eltern-Café Hörde"),
        ("Bilderbuch", "Sprachförderung in der Kita"),
        ("sprachfoerderung", "Sprachförderung in der Kita"),
        ("die Kita und das Bilderbuch", "Sprachförderung in der Kita"),
        ("Sprachfördrung", "Sprachförderung in der Kita"),
    ],
)
async def test_a_word_is_found_in_another_form_or_spelling(library: Quarter, text: str, title: str) -> None:
    assert await titles(library, text) == [title]


async def test_all_words_must_be_found(library: Quarter) -> None:
    assert await titles(library, "krabbel hörde") == []


async def test_a_word_nobody_used_is_not_found(library: Quarter) -> None:
    assert await titles(library, "Schwimmkurs") == []


async def test_an_empty_text_finds_everything(library: Quarter) -> None:
    assert len(await titles(library, " ")) == len(OFFERS)


async def test_a_page_tells_how_to_go_on(library: Quarter) -> None:
    asked: dict[str, Any] = {"network": library.network, "limit": 2}
    first = (await library.city.get("/offers", **asked)).json()
    second = (await library.city.get("/offers", cursor=first["next"], **asked)).json()
    found = [offer["title"] for offer in first["items"] + second["items"]]
    assert found == ["Babykrabbelgruppe", "Eltern-Café Hörde", "Sprachförderung in der Kita"]
    assert second["next"] is None


async def test_an_unchanged_list_is_answered_by_304(library: Quarter) -> None:
    path = f"/offers?network={library.network}"
    tag = (await library.city.offers.http.get(path)).headers["ETag"]
    assert (await library.city.offers.http.get(path, headers={"If-None-Match": tag})).status_code == 304
