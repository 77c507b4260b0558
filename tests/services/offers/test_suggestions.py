"""Anybody may propose a change without a name, and sees by a secret what became of it."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.services.offers.city import City, Quarter, if_match


async def suggest(city: City, offer: UUID, text: str = "Der Treff beginnt jetzt um 10 Uhr.") -> httpx.Response:
    return await city.offers.http.post(f"/offers/{offer}/suggestions", json={"text": text})


async def answer(city: City, suggestion: str, *, by: str, version: int = 1, **said: Any) -> httpx.Response:
    headers = {**city.platform.headers(by), **if_match(version)}
    body = {"accepted": True, "answer": "Danke, geändert.", **said}
    return await city.offers.http.post(f"/suggestions/{suggestion}/answer", json=body, headers=headers)


async def test_a_stranger_proposes_and_hears_what_became_of_it(quarter: Quarter, city: City) -> None:
    made = (await suggest(city, await quarter.published())).json()
    await answer(city, made["id"], by=quarter.partner)
    seen = await city.offers.http.post("/suggestions/lookup", json={"token": made["token"]})
    assert (seen.json()["state"], seen.json()["answer"]) == ("accepted", "Danke, geändert.")


async def test_suggestions_wait_for_the_offers_people_and_the_coordination(quarter: Quarter, city: City) -> None:
    offer = await quarter.published()
    await suggest(city, offer)
    of_offer = await city.get(f"/offers/{offer}/suggestions", by=quarter.partner)
    of_network = await city.get(f"/networks/{quarter.network}/suggestions", by=quarter.coordinator)
    assert [len(found.json()["items"]) for found in (of_offer, of_network)] == [1, 1]
    assert "token" not in of_offer.json()["items"][0]


async def test_others_neither_read_nor_answer(quarter: Quarter, other_quarter: Quarter, city: City) -> None:
    offer = await quarter.published()
    made = (await suggest(city, offer)).json()
    read = await city.get(f"/offers/{offer}/suggestions", by=other_quarter.partner)
    answered = await answer(city, made["id"], by=other_quarter.partner)
    listed = await city.get(f"/networks/{quarter.network}/suggestions", by=other_quarter.coordinator)
    assert (read.status_code, answered.status_code, listed.status_code) == (403, 404, 403)


async def test_a_suggestion_is_answered_once(quarter: Quarter, city: City) -> None:
    made = (await suggest(city, await quarter.published())).json()
    await answer(city, made["id"], by=quarter.partner)
    again = await answer(city, made["id"], by=quarter.partner, version=2, accepted=False)
    assert (again.status_code, again.json()["type"]) == (409, "urn:infamilie:problem:suggestion-is-answered")


@pytest.mark.parametrize("text", ["Ruft mich an: 0231 123456", "mail an anna@example.org", "<b>x</b> bitte", "xx"])
async def test_a_text_with_personal_data_or_markup_is_refused(quarter: Quarter, city: City, text: str) -> None:
    assert (await suggest(city, await quarter.published(), text)).status_code == 422


async def test_nobody_proposes_changes_of_a_draft(quarter: Quarter, city: City) -> None:
    assert (await suggest(city, await quarter.draft())).status_code == 404


async def test_a_secret_that_was_never_given_out_opens_nothing(city: City) -> None:
    assert (await city.offers.http.post("/suggestions/lookup", json={"token": "x" * 43})).status_code == 404
