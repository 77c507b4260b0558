"""What families say without a name: what is missing, and what is wrong with an offer."""

from uuid import UUID

import pytest

from services.portal.app import create_app as create_portal
from services.portal.settings import PortalSettings
from shared.web.languages import LANGUAGES as ALL_LANGUAGES
from tests.services.portal.browser import Browser
from tests.services.portal.test_outages import NOBODY
from tests.services.portal.town import Town, portal_settings

LANGUAGES = [language.tag for language in ALL_LANGUAGES]


async def figures(town: Town) -> list[tuple[str, str, int]]:
    found = (await town.registry.http.get("/wishes/figures", params={"network": "hoerde"})).json()["items"]
    return [(each["phase"], each["theme"], each["at_least"]) for each in found]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/quartier/hoerde/fehlt", "/quartier/hoerde/fehlt/danke", "/hinweis"])
async def test_the_pages_are_sound_in_every_language(browser: Browser, path: str, language: str) -> None:
    await browser.get(path, lang=language)
    assert browser.tree.get("lang") == language


async def test_what_five_families_miss_is_told(town: Town, browser: Browser) -> None:
    for _ in range(5):
        await browser.get("/quartier/hoerde/fehlt")
        await browser.send(button="Absenden", phase="p2_4", theme="lesen")
    assert "Danke, das ist gezählt" in browser.text
    assert ("p2_4", "lesen", 5) in await figures(town)


async def test_half_a_wish_is_not_counted(browser: Browser) -> None:
    await browser.get("/quartier/hoerde/fehlt")
    page = await browser.send(button="Absenden", phase="p2_4")
    assert page.status_code == 422
    assert "Was soll es geben? – Diese Angabe fehlt." in browser.text


async def test_a_wish_with_words_of_its_own_is_refused(browser: Browser) -> None:
    await browser.get("/quartier/hoerde/fehlt")
    page = await browser.send(button="Absenden", phase="p2_4", theme="mein_kind_heisst_x")
    assert page.status_code == 422
    assert "nicht angenommen" in browser.text


async def code_of_a_suggestion(browser: Browser, offer: UUID, text: str) -> str:
    await browser.get(f"/angebot/{offer}/hinweis")
    await browser.send(button="Hinweis senden", text=text)
    return next(each for each in browser.text.split() if len(each) > 30)


async def test_a_suggestion_is_answered_to_whoever_has_its_code(town: Town, browser: Browser) -> None:
    offer = await town.published()
    code = await code_of_a_suggestion(browser, offer, "Beginnt jetzt um 10 Uhr.")
    assert code not in str(browser.page and browser.page.url)
    open_ones = await town.offers.http.get(f"/offers/{offer}/suggestions", headers=town.platform.headers())
    suggestion = open_ones.json()["items"][0]
    await town.offers.http.post(
        f"/suggestions/{suggestion['id']}/answer",
        json={"accepted": True, "answer": "Danke, ist geändert."},
        headers={**town.platform.headers(), "If-Match": f'"{suggestion["version"]}"'},
    )
    await browser.get("/hinweis")
    await browser.send(button="Antwort zeigen", code=code)
    assert "Beginnt jetzt um 10 Uhr." in browser.text
    assert "Danke, ist geändert." in browser.text
    assert "Wir haben es geändert." in browser.text


@pytest.mark.parametrize("code", ["", "x", "x" * 43, "<script>"])
async def test_a_code_that_never_was_is_said_plainly(browser: Browser, code: str) -> None:
    await browser.get("/hinweis")
    page = await browser.send(button="Antwort zeigen", code=code)
    assert page.status_code == 422
    assert "Diesen Code kennen wir nicht" in browser.text


async def test_without_our_forms_token_nothing_is_taken(town: Town, browser: Browser) -> None:
    offer = await town.published()
    paths = ("/quartier/hoerde/fehlt", f"/angebot/{offer}/hinweis", "/hinweis")
    sent = {"phase": "p0_2", "theme": "lesen", "text": "Guten Tag", "code": "x" * 43}
    assert [(await browser.post(path, sent)).status_code for path in paths] == [403, 403, 403]


async def test_nothing_typed_is_lost_while_the_neighbours_are_away(town: Town) -> None:
    wanted = {**portal_settings(town.offers, town.notifications), "registry_url": NOBODY}
    portal = await town.platform.start(
        "portal", create_portal, PortalSettings, **{**wanted, "database": town.portal.database}
    )
    browser = Browser(portal.url)
    async with browser.http:
        await browser.get("/quartier/hoerde/fehlt")
        page = await browser.send(button="Absenden", phase="p2_4", theme="lesen")
        assert page.status_code == 503
        assert "Das geht gerade nicht" in browser.text
        checked = [field.get("value") for field in browser.tree.iter("input") if field.get("checked") is not None]
        assert checked == ["p2_4", "lesen"]
    await portal.stop()
