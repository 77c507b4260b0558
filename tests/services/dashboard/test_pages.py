"""The pages hold what a planner looks for, are whole without script, and keep the rules for every page."""

from html import escape

import httpx
import pytest

from services.dashboard.storage.quarter import Wanted, read_offers
from shared.testing.pages import assert_page
from shared.web.cursor import write_cursor
from shared.web.languages import COMPLETE_LANGUAGES as LANGUAGES
from tests.services.dashboard.city import PORTAL, City, Quarter


@pytest.mark.parametrize("language", [language.tag for language in LANGUAGES])
async def test_pages_keep_the_rules_in_every_language(city: City, quarter: Quarter, language: str) -> None:
    await quarter.published(bridge=True, themes=["sprachbildung", "ein_neues_thema"])
    assert_page(await city.page("/", lang=language))
    assert_page(await city.page(f"/quartier/{quarter.network}", lang=language))


async def test_the_home_page_shows_the_last_activities_without_script(city: City, quarter: Quarter) -> None:
    await quarter.published(title="Elterncafé am Montag")
    page = await city.page("/")
    assert "Elterncafé am Montag" in page
    assert "Neues Angebot" in page


async def test_a_hole_and_a_thin_place_are_marked_by_words(city: City, quarter: Quarter) -> None:
    await quarter.published(0, 24)
    page = await city.page("/")
    assert f"0 Lücke, {quarter.network}, Schwangerschaft" in page
    assert f"1 dünn, {quarter.network}, 0 bis 2 Jahre" in page


async def test_a_quarter_lists_its_offers_with_ages_and_the_way_to_the_portal(city: City, quarter: Quarter) -> None:
    offer = await quarter.published(24, 72, title="Spielkreis")
    page = await city.page(f"/quartier/{quarter.network}")
    assert f'href="{PORTAL}/angebot/{offer}"' in page
    assert "2 bis 6 Jahre" in page


async def test_a_quarters_list_is_narrowed_by_phase_and_theme(city: City, quarter: Quarter) -> None:
    await quarter.published(0, 24, title="Für Babys", themes=["gesundheit"])
    await quarter.published(24, 48, title="Für Größere", themes=["gesundheit"])
    await quarter.published(0, 24, title="Anderes Thema", themes=["lesen"])
    page = await city.page(f"/quartier/{quarter.network}", phase="p0_2", thema="gesundheit")
    listed = page[page.index('id="angebote"') : page.index('id="partners-title"')]
    assert [title for title in ("Für Babys", "Für Größere", "Anderes Thema") if title in listed] == ["Für Babys"]


async def test_a_list_goes_on_behind_the_last_offer_shown(city: City, quarter: Quarter) -> None:
    for title, youngest in (("Bbb", 0), ("Aaa", 0), ("Zzz", None), ("Ccc", 24)):
        await quarter.published(youngest, 48, title=title)
    await city.heard()
    async with city.dashboard.running.edge.reading() as connection:
        first = await read_offers(connection, Wanted(network=quarter.network), after=None, limit=2)
        rest = await read_offers(connection, Wanted(network=quarter.network), after=first[-1].key, limit=5)
    assert [offer.title for offer in (*first, *rest)] == ["Zzz", "Aaa", "Bbb", "Ccc"]
    page = await city.page(f"/quartier/{quarter.network}", after=write_cursor(*first[-1].key))
    assert page.count(f"{PORTAL}/angebot/") == 2


async def test_titles_are_shown_as_text_whatever_they_hold(city: City, quarter: Quarter) -> None:
    attack = "Eltern & Kinder <3 sind > 2"
    await quarter.published(title=attack)
    for path in ("/", f"/quartier/{quarter.network}"):
        page = await city.page(path)
        assert attack not in page
        assert escape(attack) in page


async def test_a_quarter_that_nobody_knows_is_a_plain_page(city: City) -> None:
    answer = await city.dashboard.http.get("/quartier/gibt-es-nicht", headers={"Accept": "text/html"})
    assert answer.status_code == httpx.codes.NOT_FOUND
    assert_page(answer.text)


async def test_a_page_that_did_not_change_is_not_sent_again(city: City) -> None:
    await city.heard()
    path, html = "/impressum", {"Accept": "text/html"}
    assert (await city.dashboard.http.get(path, headers=html)).status_code == httpx.codes.OK
    first = await city.dashboard.http.get("/", headers=html)
    again = await city.dashboard.http.get("/", headers={**html, "If-None-Match": first.headers["ETag"]})
    assert again.status_code in {httpx.codes.NOT_MODIFIED, httpx.codes.OK}
    assert first.headers["Content-Security-Policy"].startswith("default-src 'none'")
