"""Every page of families as a browser shows it: accessible in all languages, on small, dark and high-contrast screens, and its stories."""

from collections.abc import AsyncIterator
from typing import Any, Literal

import httpx
import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from shared.web.languages import LANGUAGES
from tests.e2e.accessibility import assert_accessible, assert_fits
from tests.e2e.conftest import DESKTOP, PHONE, Person, picture

# The first test waits for the whole platform, and a walk opens sixteen pages.
pytestmark = pytest.mark.timeout(300)
SMALLEST = {"width": 320, "height": 640}
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": DESKTOP},
    "smallest": {"viewport": SMALLEST},
    "dark": {"viewport": PHONE, "color_scheme": "dark"},
    "contrast": {"viewport": PHONE, "forced_colors": "active"},
}
QUARTER = "/quartier/hoerde"


@pytest.fixture(scope="session")
def offer(addresses: dict[str, str]) -> str:
    """The page of a published offer of Hörde."""
    asked = {"network": "hoerde", "limit": "1"}
    found = httpx.get(f"{addresses['offers']}/offers/search", params=asked).raise_for_status().json()
    return f"/angebot/{found['items'][0]['offer']['id']}"


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A phone that may keep pages."""
    opened = await browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True, reduced_motion="reduce")
    yield opened
    await opened.close()


def pages(offer: str) -> dict[str, str]:
    return {
        "home": "/",
        "quarter": QUARTER,
        "search": f"{QUARTER}?jahre=1&thema=begegnung&nur=free",
        "map": f"{QUARTER}/karte",
        "missing": f"{QUARTER}/fehlt",
        "subscribe": f"{QUARTER}/abonnieren",
        "offer": offer,
        "poster": f"{offer}/aushang",
        "hint": f"{offer}/hinweis",
        "answer": "/hinweis",
        "kept": "/gemerkt",
        "link": "/abo/link",
        "accessibility": "/barrierefreiheit",
        "barrier": "/barrierefreiheit/melden",
        "privacy": "/datenschutz",
        "imprint": "/impressum",
    }


async def walk(page: Page, portal: str, offer: str, language: str, *, name: str) -> None:
    for title, path in pages(offer).items():
        await page.goto(f"{portal}{path}{'&' if '?' in path else '?'}lang={language}")
        await assert_accessible(page)
        await assert_fits(page)
        if title in {"home", "quarter", "offer", "map"}:
            await picture(page, f"family-{title}-{language}-{name}")


@pytest.mark.parametrize("language", [language.tag for language in LANGUAGES])
async def test_every_page_is_accessible_on_a_phone(
    addresses: dict[str, str], offer: str, parent: Person, language: str
) -> None:
    await walk(await parent.page(), addresses["portal"], offer, language, name="phone")
    assert parent.blocked == []


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("screen", list(SCREENS))
async def test_every_page_is_accessible_on_other_screens(
    addresses: dict[str, str], offer: str, browser: Browser, screen: str, language: Literal["de", "ar"]
) -> None:
    opened = await browser.new_context(reduced_motion="reduce", **SCREENS[screen])
    await walk(await opened.new_page(), addresses["portal"], offer, language, name=screen)
    await opened.close()


async def test_every_page_works_without_javascript(addresses: dict[str, str], browser: Browser) -> None:
    opened = await browser.new_context(viewport=PHONE, locale="de-DE", java_script_enabled=False)
    page = await opened.new_page()
    await page.goto(addresses["portal"] + QUARTER)
    await page.locator("#jahre").select_option("1")
    await page.get_by_role("button", name="Zeigen").click()
    await page.locator("summary", has_text="Thema").click()
    await page.locator("input[name=thema]").first.check()
    await page.get_by_role("button", name="Anwenden").first.click()
    await expect(page.locator(".chip")).to_have_count(2)
    await page.locator(".chip").first.click()
    await expect(page.locator(".chip")).to_have_count(1)
    await page.locator("a", has_text="Auf der Karte").click()
    await expect(page.locator("[data-spot]").first).to_be_visible()
    await opened.close()


async def test_the_map_is_drawn_and_the_list_lights_its_places(addresses: dict[str, str], colleague: Person) -> None:
    page = await colleague.page()
    await page.goto(f"{addresses['portal']}{QUARTER}/karte")
    await expect(page.locator("#map[data-drawn]")).to_be_visible()
    await expect(page.locator(".map-spot").first).to_be_visible()
    await page.locator("[data-spot='1'] a").first.focus()
    await expect(page.locator(".map-spot--on")).to_have_count(1)
    assert colleague.blocked == []


async def test_an_offer_is_kept_by_a_tap_only_and_opens_without_a_network(
    addresses: dict[str, str], offer: str, context: BrowserContext
) -> None:
    page = await context.new_page()
    portal = addresses["portal"]
    await page.goto(portal + offer)
    title = await page.locator("h1").inner_text()
    assert await page.evaluate("async () => (await caches.keys()).length") == 0
    assert await page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0

    await page.locator("button[data-keep]").click()
    await expect(page.locator("button[data-keep]")).to_have_attribute("aria-pressed", "true")
    await page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    await page.reload()
    await context.set_offline(True)
    await page.goto(portal + offer)
    await expect(page.locator("h1")).to_have_text(title)
    await picture(page, "family-kept-offline")
    await context.set_offline(False)

    await page.goto(f"{portal}/gemerkt")
    await expect(page.locator("[data-kept-list] li")).to_have_count(1)
    await page.locator("[data-kept-list] li button").click()
    await expect(page.locator("[data-nothing]")).to_be_visible()
    assert await page.evaluate("async () => (await caches.keys()).length") == 0
    assert await page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
