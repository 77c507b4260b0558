"""What an offer's page tells, and what can be done with it."""

import json
from typing import Any

import pytest

from shared.testing.pages import text_of
from shared.web.languages import LANGUAGES as ALL_LANGUAGES
from tests.services.portal.browser import Browser
from tests.services.portal.town import Town

LANGUAGES = [language.tag for language in ALL_LANGUAGES]
FULL: dict[str, Any] = {
    "places": [
        {
            "name": "Familienzentrum Clarenberg",
            "address": "Clarenberg 1",
            "latitude": 51.48,
            "longitude": 7.5,
            "opening_hours": [{"weekday": 2, "opens": "09:30", "closes": "11:00"}],
        }
    ],
    "dates": [{"starts_at": "2199-12-01T09:00:00Z", "ends_at": "2199-12-01T10:30:00Z"}],
    "cost": {"kind": "range", "from_cents": 200, "to_cents": 550},
    "registration": {"is_needed": True, "url": "https://anmeldung.example/a", "sign_up_until": "2199-11-20"},
    "room": {"capacity": 12, "free": 3},
    "accessibility": ["step_free", "changing_table"],
    "childcare": True,
    "contact": {"function": "Leitung", "switchboard": "0231 50-1", "mailbox": "fz@beispiel.example", "is_public": True},
    "texts": [
        {"language": "tr", "title": "Bebek grubu", "description": "Birlikte oynamak.", "state": "machine"},
        {"language": "ar", "title": "مجموعة الأطفال", "description": "نلعب معًا.", "state": "confirmed"},
    ],
}


async def test_everything_a_family_needs_is_on_the_page(town: Town, browser: Browser) -> None:
    offer = await town.published(**FULL)
    await browser.get(f"/angebot/{offer}")
    for told in (
        "Dienstag09:30 bis 11:00 Uhr",
        "2,00\xa0€ bis 5,50\xa0€",
        "Bitte melden Sie sich an. Bis zum 20. November 2199.",
        "Freie Plätze3",
        "ohne Stufen",
        "Während des Angebots wird auf Kinder aufgepasst.",
        "0231 50-1",
        "fz@beispiel.example",
        "zuletzt bestätigt am",
    ):
        assert told.replace("\xa0", " ") in browser.text.replace("\xa0", " ")


async def test_the_text_is_in_the_readers_language_and_marked_when_nobody_checked_it(
    town: Town, browser: Browser
) -> None:
    offer = await town.published(**FULL)
    await browser.get(f"/angebot/{offer}", lang="ar")
    assert "مجموعة الأطفال" in browser.text
    assert "Krabbelgruppe" not in browser.text
    checked = browser.text
    await browser.get(f"/angebot/{offer}", lang="tr")
    assert "Bebek grubu" in browser.text
    assert len([each for each in browser.tree.iter("p") if each.get("class") == "muted"]) > 0
    assert "Bebek grubu" not in checked


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "/aushang", "/hinweis"])
async def test_its_pages_are_sound_in_every_language(town: Town, browser: Browser, path: str, language: str) -> None:
    offer = await town.published(**FULL)
    await browser.get(f"/angebot/{offer}{path}", lang=language)
    assert browser.tree.get("lang") == language


async def test_the_poster_has_a_code_that_leads_to_the_offer(town: Town, browser: Browser) -> None:
    offer = await town.published(**FULL)
    page = await browser.get(f"/angebot/{offer}/aushang")
    assert f"/angebot/{offer}" in browser.text
    assert '<svg viewBox="0 0' in page.text
    assert 'class="qr"' in page.text


async def test_search_engines_read_dates_and_place(town: Town, browser: Browser) -> None:
    offer = await town.published(**FULL)
    await browser.get(f"/angebot/{offer}")
    (block,) = [each for each in browser.tree.iter("script") if each.get("type") == "application/ld+json"]
    (event,) = json.loads("".join(block.itertext()))
    assert event["@type"] == "Event"
    assert event["startDate"] == "2199-12-01T10:00:00+01:00"
    assert event["location"][0]["geo"] == {"@type": "GeoCoordinates", "latitude": 51.48, "longitude": 7.5}
    assert event["offers"]["price"] == "2.00"


async def test_markup_in_any_text_stays_text_in_page_poster_and_data(town: Town, browser: Browser) -> None:
    planted = "Eltern & \"Kinder\" <3 </3 'x'"
    offer = await town.published(
        **{
            **FULL,
            "title": planted,
            "description": planted,
            "schedule_text": planted,
            "places": [{"name": planted, "address": planted}],
            "cost": {"kind": "text", "explanation": planted},
            "registration": {"is_needed": False, "way": planted},
            "contact": {"function": planted, "is_public": True},
        }
    )
    for path in ("", "/aushang", "/hinweis"):
        page = await browser.get(f"/angebot/{offer}{path}")
        assert "<3" not in page.text
        assert planted in " ".join(text_of(each) for each in browser.tree.iter("main"))


async def test_a_link_that_would_run_a_program_is_refused_by_the_catalogue(town: Town) -> None:
    offer = await town.draft()
    headers = {**town.platform.headers(), "If-Match": '"1"'}
    now = await town.offer_now(offer)
    body = {name: now[name] for name in ("network", "organisation", "title", "ages")}
    body["registration"] = {"is_needed": True, "url": "javascript:alert(1)"}
    answer = await town.offers.http.put(f"/offers/{offer}", json=body, headers=headers)
    assert answer.status_code == 422


async def test_the_portal_stands_on_a_home_screen(browser: Browser) -> None:
    manifest = (await browser.http.get("/manifest.webmanifest?lang=ar")).json()
    assert (manifest["lang"], manifest["dir"], manifest["start_url"]) == ("ar", "rtl", "/?lang=ar")
    icon = await browser.http.get(manifest["icons"][0]["src"])
    assert icon.headers["content-type"] == "image/svg+xml"
    worker = await browser.http.get("/service-worker.js")
    assert worker.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_of_what_is_kept_is_sound(browser: Browser, language: str) -> None:
    await browser.get("/gemerkt", lang=language)
    assert browser.tree.get("lang") == language
