"""What the owner of subscriptions changes by a mailed link, and what a forwarded notice can't."""

from typing import Any

import pytest

from shared.web.languages import LANGUAGES
from tests.services.portal.browser import Browser
from tests.services.portal.test_subscribing import BUTTON, confirmed, new_address, state_of
from tests.services.portal.town import Town, token_in

ALL = [language.tag for language in LANGUAGES]


async def wish_of(town: Town, token: str) -> dict[str, Any]:
    answer = await town.notifications.http.post("/subscriptions/lookup", json={"token": token})
    (wish,) = answer.json()["subscriptions"]
    assert isinstance(wish, dict)
    return wish


@pytest.mark.parametrize("language", ALL)
async def test_the_pages_are_sound_in_every_language(town: Town, browser: Browser, language: str) -> None:
    token = await confirmed(town, browser)
    wish = await wish_of(town, token)
    for path in ("/abo/link", f"/abo/{token}", f"/abo/{token}/aendern/{wish['id']}", f"/abo/zurueck/{token}"):
        await browser.get(path, lang=language)
        assert browser.tree.get("lang") == language


async def test_everything_can_be_changed_on_one_page(town: Town, browser: Browser) -> None:
    token = await confirmed(town, browser)
    await browser.get(f"/abo/{token}/aendern/{(await wish_of(town, token))['id']}")
    await browser.send(
        button="Speichern", child="month", birth_month="3", birth_year="2026", networks=["eving"],
        themes=["lesen"], weekdays=["6"], pace="daily", text_language="tr",
    )  # fmt: skip
    assert "Gespeichert." in browser.text
    wish = await wish_of(town, token)
    assert (wish["networks"], wish["birth_months"], wish["themes"]) == (["eving"], ["2026-03"], ["lesen"])
    assert (wish["weekdays"], wish["pace"], wish["text_language"]) == ([6], "daily", "tr")


async def test_half_a_change_is_refused_and_nothing_typed_is_lost(town: Town, browser: Browser) -> None:
    token = await confirmed(town, browser)
    wish = await wish_of(town, token)
    await browser.get(f"/abo/{token}/aendern/{wish['id']}")
    page = await browser.send(button="Speichern", child="month", themes=["lesen"])
    assert page.status_code == 422
    assert "Bitte wählen Sie Monat und Jahr." in browser.text
    checked = [field.get("value") for field in browser.tree.iter("input") if field.get("checked") is not None]
    assert "lesen" in checked
    assert await wish_of(town, token) == wish


async def test_rarer_and_paused_for_a_while(town: Town, browser: Browser) -> None:
    token = await confirmed(town, browser)
    wish = await wish_of(town, token)
    await browser.get(f"/abo/{token}")
    form = {**_token_of(browser), "subscription": wish["id"]}
    await browser.post(f"/abo/{token}/tempo", {**form, "pace": "weekly"})
    assert "höchstens einmal in der Woche" in browser.text
    await browser.send(button="Pause machen", days="90")
    assert "Pause bis" in browser.text
    await browser.send(button="Pause beenden")
    assert "Pause bis" not in browser.text
    assert (await wish_of(town, token))["pace"] == "weekly"


async def test_the_own_calendar_is_shown_on_a_page_only(town: Town, browser: Browser) -> None:
    token = await confirmed(town, browser)
    await browser.get(f"/abo/{token}")
    page = await browser.send(button="Adresse für den Kalender zeigen")
    assert "/abo/feed/" in browser.text
    assert page.headers["Cache-Control"] == "no-store"


async def test_a_link_is_mailed_and_nobody_learns_whether_the_address_is_known(town: Town, browser: Browser) -> None:
    address = new_address()
    await _ask(browser, address)
    confirmation = (await town.mails_to(address))[0]
    await browser.get(f"/abo/bestaetigen/{token_in(confirmation)}")
    await browser.send(button="Ja, bitte schreiben Sie mir")
    texts = []
    for asked in (address, new_address()):
        await browser.get("/abo/link")
        await browser.send(button="Link schicken", address=asked)
        texts.append(browser.text)
    assert texts[0] == texts[1]
    mail = (await town.mails_to(address, after=confirmation["id"]))[0]
    await browser.get(f"/abo/{token_in(mail)}")
    assert "Ihre Daten" in browser.text


async def test_another_familys_subscription_is_not_there(town: Town, browser: Browser) -> None:
    mine, other = await confirmed(town, browser), await confirmed(town, browser)
    wish = await wish_of(town, other)
    assert (await browser.get(f"/abo/{mine}/aendern/{wish['id']}")).status_code == 404


async def test_without_our_forms_token_nothing_changes(town: Town, browser: Browser) -> None:
    token = await confirmed(town, browser)
    wish = await wish_of(town, token)
    sent = {"subscription": wish["id"], "pace": "weekly", "days": "90", "address": "a@beispiel.example"}
    paths = [f"/abo/{token}/{step}" for step in ("tempo", "pause", "link", "kalender", f"aendern/{wish['id']}")]
    paths += ["/abo/link", f"/abo/zurueck/{token}"]
    assert [(await browser.post(path, sent)).status_code for path in paths] == [403] * len(paths)
    assert await wish_of(town, token) == wish
    assert await state_of(town, token) == ["active"]


async def _ask(browser: Browser, address: str) -> None:
    await browser.get("/quartier/hoerde/abonnieren")
    await browser.send(button="Weiter", child="any")
    await browser.send(button="Weiter")
    await browser.send(button=BUTTON, address=address)


def _token_of(browser: Browser) -> dict[str, str]:
    return {
        "form_token": next(
            field.get("value", "") for field in browser.tree.iter("input") if field.get("name") == "form_token"
        )
    }
