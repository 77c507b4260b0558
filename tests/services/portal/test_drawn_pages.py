"""Family pages are drawn once for everybody, again when something has changed, and never hold what somebody looked for."""

from collections.abc import AsyncIterator

import pytest

from services.portal.app import create_app as create_portal
from services.portal.settings import PortalSettings
from shared.testing.platform import StartedService
from tests.services.portal.browser import Browser
from tests.services.portal.town import Town, portal_settings

MINUTE = 60


@pytest.fixture
async def trusting(town: Town) -> AsyncIterator[StartedService]:
    settings = {**portal_settings(town.offers, town.notifications), "pages_trusted_seconds": MINUTE}
    portal = await town.platform.start(
        "portal", create_portal, PortalSettings, database=town.portal.database, **settings
    )
    yield portal
    await portal.stop()


@pytest.fixture
async def reader(trusting: StartedService) -> AsyncIterator[Browser]:
    started = Browser(trusting.url)
    async with started.http:
        yield started


async def test_a_page_is_given_again_to_everybody_who_reads_the_same_language(town: Town, reader: Browser) -> None:
    first = await reader.get("/quartier/hoerde", thema="lesen")
    await town.published(title="Eben erschienen", themes=["lesen"])
    again = await reader.get("/quartier/hoerde", thema="lesen")
    other = await reader.get("/quartier/hoerde", thema="lesen", lang="tr")
    assert again.text == first.text
    assert again.headers["Cache-Control"] == "no-store"
    assert "Eben erschienen" in other.text


async def test_own_words_are_always_asked(town: Town, reader: Browser) -> None:
    await reader.get("/quartier/hoerde", suche="einzigartigkeit")
    await town.published(title="Einzigartigkeit feiern")
    await reader.get("/quartier/hoerde", suche="einzigartigkeit")
    assert "Einzigartigkeit feiern" in reader.text


async def test_a_page_with_a_form_is_everybodys_own(reader: Browser) -> None:
    pages = [await reader.http.get("/quartier/hoerde/abonnieren") for _ in range(2)]
    assert pages[0].text != pages[1].text


async def test_without_trust_a_change_is_seen_at_once_and_the_same_is_not_drawn_twice(
    town: Town, browser: Browser
) -> None:
    offer = await town.published(title="Vorher gesehen")
    first = await browser.get(f"/angebot/{offer}")
    same = await browser.get(f"/angebot/{offer}")
    body = {**{k: v for k, v in (await town.offer_now(offer)).items() if k in CHANGEABLE}, "title": "Nachher gesehen"}
    await town.offers.http.put(f"/offers/{offer}", json=body, headers={**town.platform.headers(), "If-Match": '"2"'})
    changed = await browser.get(f"/angebot/{offer}")
    assert same.text == first.text
    assert "Nachher gesehen" in changed.text


CHANGEABLE = {"network", "organisation", "title", "description", "ages", "themes", "languages"}
