"""Offers that nobody confirms are asked for, first their owners and then the coordination; a link confirms, a look does not."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.offers.domain.freshness.recheck import Asked, OfferKind, Stage, stage_due
from services.offers.use_cases.pass_time import let_day_come
from shared.calendar_day import local_day
from tests.services.offers.city import City, Quarter, if_match

KIND = OfferKind(key="course", label="Kurs", recheck_after_days=90, escalate_after_days=14)
TODAY = date(2026, 11, 22)


async def told(city: City, about: str) -> list[dict[str, Any]]:
    """The feed's events about a subject."""
    found: list[dict[str, Any]] = []
    after, head = 0, 1
    while after < head:
        page = (await city.get("/events", by="notifications", after=after)).json()
        found += [event for event in page["events"] if event["subject"] == about]
        after, head = page["next"], page["head"]
    return found


def today_of(city: City) -> date:
    return local_day(city.offers.running.edge.clock())


async def days_pass(city: City, days: int) -> None:
    await let_day_come(city.offers.running.edge, today_of(city) + timedelta(days=days))


async def link_to(city: City, offer: UUID) -> str:
    made = await city.offers.http.post(f"/offers/{offer}/recheck-links", headers=city.platform.headers("notifications"))
    assert made.status_code == 201, made.text
    return str(made.json()["token"])


async def behind(city: City, step: str, token: str) -> httpx.Response:
    return await city.offers.http.post(f"/rechecks/{step}", json={"token": token})


@given(
    st.integers(0, 400), st.one_of(st.none(), st.tuples(st.integers(-5, 5), st.sampled_from(Stage), st.integers(0, 60)))
)
def test_nobody_is_asked_early_and_nobody_twice(age: int, before: tuple[int, Stage, int] | None) -> None:
    confirmed_on = TODAY - timedelta(days=age)
    asked = before and Asked(
        confirmed_on=confirmed_on + timedelta(days=before[0]),
        stage=before[1],
        told_on=TODAY - timedelta(days=before[2]),
    )
    due = stage_due(KIND, confirmed_on=confirmed_on, asked=asked, today=TODAY)
    again = due and stage_due(
        KIND,
        confirmed_on=confirmed_on,
        asked=Asked(confirmed_on=confirmed_on, stage=due, told_on=TODAY),
        today=TODAY,
    )
    assert due is None or age >= KIND.recheck_after_days
    assert again is None


async def test_an_owner_is_asked_once_and_later_the_coordination_once(quarter: Quarter, city: City) -> None:
    offer = await quarter.published(kind="course")
    for days in (89, 90, 91, 104, 105):
        await days_pass(city, days)
    asked = [event["data"] for event in await told(city, f"offer-recheck/{offer}")]
    assert [one["stage"] for one in asked] == ["owner", "coordination"]
    assert asked[0]["due_on"] == (today_of(city) + timedelta(days=90)).isoformat()


async def test_a_hidden_a_paused_and_an_ended_offer_are_not_asked_for(quarter: Quarter, city: City) -> None:
    draft, paused, ended = await quarter.draft(), await quarter.published(), await quarter.published()
    await quarter.post(paused, "pause", by=quarter.partner, version=2)
    await quarter.post(ended, "withdraw", by=quarter.partner, version=2)
    await days_pass(city, 900)
    assert [await told(city, f"offer-recheck/{offer}") for offer in (draft, paused, ended)] == [[], [], []]


async def test_confirming_signed_in_is_seen_and_told(quarter: Quarter, city: City) -> None:
    offer = await quarter.published()
    confirmed = await quarter.post(offer, "confirm", by=quarter.partner, version=2)
    assert (confirmed.status_code, confirmed.json()["confirmed_on"]) == (200, today_of(city).isoformat())


async def test_a_look_behind_a_link_changes_nothing_and_a_tap_confirms(quarter: Quarter, city: City) -> None:
    offer = await quarter.published()
    token = await link_to(city, offer)
    seen = [await behind(city, "lookup", token) for _ in range(2)]
    assert [(one.status_code, one.json()["version"]) for one in seen] == [(200, 2), (200, 2)]
    confirmed = await behind(city, "confirm", token)
    again = await behind(city, "confirm", token)
    assert (confirmed.status_code, again.status_code) == (200, 200)
    assert confirmed.json()["confirmed_on"] == today_of(city).isoformat()


async def test_a_tap_ends_an_offer(quarter: Quarter, city: City) -> None:
    offer = await quarter.published()
    token = await link_to(city, offer)
    assert (await behind(city, "end", token)).json()["status"] == "ended"
    assert (await behind(city, "confirm", token)).status_code == 409


@pytest.mark.parametrize("step", ["lookup", "confirm", "end"])
async def test_a_link_that_was_never_given_out_opens_nothing(city: City, step: str) -> None:
    refused = await behind(city, step, "x" * 43)
    assert (refused.status_code, refused.json()["type"]) == (404, "urn:infamilie:problem:secret-link-not-valid")


async def test_only_a_service_makes_links(quarter: Quarter, city: City) -> None:
    offer = await quarter.published()
    refused = await city.offers.http.post(
        f"/offers/{offer}/recheck-links", headers=city.platform.headers(quarter.partner)
    )
    assert refused.status_code == 403


async def test_a_networks_freshness_is_told_when_it_changes(quarter: Quarter, city: City) -> None:
    await quarter.published(kind="course")
    await quarter.published(kind="counselling")
    for days in (0, 1, 100):
        await days_pass(city, days)
    figures = [event["data"] for event in await told(city, f"network-freshness/{quarter.network}")]
    assert [(one["published"], one["fresh"], one["overdue"]) for one in figures] == [(2, 2, 0), (2, 1, 1)]
    shown = (await city.get(f"/networks/{quarter.network}/freshness")).json()
    assert (shown["published"], shown["fresh"], shown["overdue"]) == (2, 2, 0)


async def test_the_office_says_how_often_a_kind_is_asked_for(quarter: Quarter, city: City) -> None:
    body = {"label": "Spielplatz", "recheck_after_days": 700, "escalate_after_days": 30}
    headers = {**city.platform.headers(), "If-None-Match": "*"}
    made = await city.offers.http.put("/offer-kinds/playground", json=body, headers=headers)
    changed = await city.offers.http.put(
        "/offer-kinds/playground",
        json={**body, "recheck_after_days": 7},
        headers={**city.platform.headers(), **if_match(1)},
    )
    offer = await quarter.published(kind="playground")
    await days_pass(city, 8)
    assert (made.status_code, changed.status_code) == (201, 200)
    assert [event["data"]["stage"] for event in await told(city, f"offer-recheck/{offer}")] == ["owner"]


async def test_a_partner_does_not_change_kinds(quarter: Quarter, city: City) -> None:
    headers = {**city.platform.headers(quarter.partner), **if_match(1)}
    body = {"label": "Kurs", "recheck_after_days": 700, "escalate_after_days": 30}
    assert (await city.offers.http.put("/offer-kinds/course", json=body, headers=headers)).status_code == 403
