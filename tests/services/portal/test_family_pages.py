"""What families see without an account, in their language."""

import pytest

from shared.web.languages import LANGUAGES as ALL_LANGUAGES
from tests.services.portal.browser import Browser
from tests.services.portal.town import Town

LANGUAGES = [language.tag for language in ALL_LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    ["/", "/quartier/hoerde", "/quartier/hoerde/abonnieren", "/quartier/hoerde/abonniert", "/impressum", "/nirgends"],
)
async def test_every_page_is_sound_in_every_language(browser: Browser, path: str, language: str) -> None:
    page = await browser.get(path, lang=language)
    assert browser.tree.get("lang") == language
    assert page.status_code == (404 if path == "/nirgends" else 200)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["", "/karte", "/abonnieren", "/fehlt"])
async def test_a_search_engine_is_told_what_a_page_is_about(browser: Browser, page: str, language: str) -> None:
    await browser.get(f"/quartier/hoerde{page}", lang=language)
    said = [one.get("content", "") for one in browser.tree.iter("meta") if one.get("name") == "description"]
    assert [len(text) > 40 for text in said] == [True]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_offers_page_is_sound_in_every_language(town: Town, browser: Browser, language: str) -> None:
    offer = await town.published()
    await browser.get(f"/angebot/{offer}", lang=language)
    assert "Krabbelgruppe am Clarenberg" in browser.text


async def test_the_start_page_leads_to_the_quarter_and_the_childs_age(browser: Browser) -> None:
    await browser.get("/")
    await browser.get("/finden", quartier="hoerde", jahre="1")
    assert browser.path == "/quartier/hoerde"
    assert "1 Jahr× entfernen" in browser.text


async def test_a_new_quarter_appears_without_a_restart(town: Town, browser: Browser) -> None:
    position = await town.add_quarter("neustadt", "Neustadt an der Emscher")
    await town.portal.has_applied("/registry/city", position)
    await browser.get("/")
    assert "Neustadt an der Emscher" in browser.text


async def test_an_offer_is_found_by_the_childs_age(town: Town, browser: Browser) -> None:
    await town.published(title="Nur für Einjährige", ages={"min_months": 12, "max_months": 24})
    await browser.get("/quartier/hoerde", jahre="1", monate="2")
    assert "Nur für Einjährige" in browser.text
    await browser.get("/quartier/hoerde", jahre="2", monate="0")
    assert "Nur für Einjährige" not in browser.text


async def test_an_offer_is_found_before_the_birth(town: Town, browser: Browser) -> None:
    await town.published(title="Hebamme am Telefon", ages={"min_months": -9, "max_months": 3})
    await browser.get("/quartier/hoerde", jahre="schwanger")
    assert "Hebamme am Telefon" in browser.text
    assert "noch nicht geboren× entfernen" in browser.text


async def test_an_offer_is_found_by_life_phase_language_and_words(town: Town, browser: Browser) -> None:
    await town.published(title="Fußball auf Rumänisch", languages=["ro"], ages={"min_months": 72, "max_months": 132})
    await browser.get("/quartier/hoerde", phase="p6plus", sprache="ro", suche="Fußball")
    assert "1 Angebot" in browser.text
    await browser.get("/quartier/hoerde", phase="p0_2", sprache="ro")
    assert "Fußball auf Rumänisch" not in browser.text


async def test_nonsense_in_the_address_is_left_out(browser: Browser) -> None:
    page = await browser.get("/quartier/hoerde", jahre="viele", monate="-3", sprache="", suche="\x00\n")
    assert page.status_code == 200


async def test_drafts_are_invisible_to_families(town: Town, browser: Browser) -> None:
    offer = await town.draft(title="Noch geheim")
    await browser.get("/quartier/hoerde")
    assert "Noch geheim" not in browser.text
    assert (await browser.get(f"/angebot/{offer}")).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/quartier/unbekannt",
        "/quartier/%00",
        "/quartier/Hörde",
        "/angebot/keine-nummer",
        "/quartier/unbekannt/abonnieren",
    ],
)
async def test_what_is_not_there_is_a_plain_page(browser: Browser, path: str) -> None:
    page = await browser.get(path)
    assert page.status_code == 404
    assert "gibt es" in browser.text


async def test_markup_in_an_offer_stays_text(town: Town, browser: Browser) -> None:
    planted = "Eltern & \"Kinder\" <3 'Dortmund' > 2"
    offer = await town.published(title=planted, description=planted, schedule_text=planted)
    for path in ("/quartier/hoerde", f"/angebot/{offer}"):
        page = await browser.get(path)
        assert planted in browser.text
        assert '"Kinder" <3' not in page.text


async def test_pages_load_nothing_from_elsewhere_and_are_not_stored(browser: Browser) -> None:
    page = await browser.get("/quartier/hoerde")
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"
    assert "set-cookie" not in page.headers


async def test_help_is_on_every_family_page(browser: Browser) -> None:
    for path in ("/", "/quartier/hoerde", "/quartier/hoerde/abonnieren"):
        page = await browser.get(path)
        assert "Hilfe sofort" in page.text
