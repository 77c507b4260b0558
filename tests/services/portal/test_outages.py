"""While a neighbour is away, the portal shows what it last knew, or says so plainly."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.offers.app import create_app as create_offers
from services.offers.settings import OffersSettings
from services.portal.app import create_app as create_portal
from services.portal.settings import PortalSettings
from shared.testing.platform import StartedService
from tests.services.portal.browser import Browser
from tests.services.portal.town import REGISTRY, Town, portal_settings

NOBODY = "http://127.0.0.1:9"
# Over before anybody can ask again, so that each page has to be vouched for.
BLINK = 1e-9


@pytest.fixture
async def passing_catalogue(town: Town) -> StartedService:
    """A catalogue of its own for this test, on the database of the town's."""
    return await town.platform.start("offers", create_offers, OffersSettings, database=town.offers.database)


async def portal_before(town: Town, **settings: Any) -> StartedService:
    wanted = {**portal_settings(town.offers, town.notifications), **settings}
    portal = await town.platform.start("portal", create_portal, PortalSettings, **wanted)
    head = (await town.portal.http.get("/checkpoints")).json()["sources"][0]["position"]
    await portal.has_applied(REGISTRY, head)
    return portal


@pytest.fixture
async def other_browser(town: Town, passing_catalogue: StartedService) -> AsyncIterator[Browser]:
    portal = await portal_before(town, offers_url=passing_catalogue.url)
    started = Browser(portal.url)
    async with started.http:
        yield started
    await portal.stop()


async def test_the_last_known_offers_are_shown_with_their_age(
    town: Town, passing_catalogue: StartedService, other_browser: Browser
) -> None:
    offer = await town.published(title="Was wir noch wissen", ages={"min_months": 12, "max_months": 24})
    await other_browser.get("/quartier/hoerde")
    await other_browser.get(f"/angebot/{offer}")
    await passing_catalogue.stop()

    for path in ("/quartier/hoerde", f"/angebot/{offer}"):
        page = await other_browser.get(path)
        assert page.status_code == 200
        assert "Was wir noch wissen" in other_browser.text
        assert "Stand: vor" in other_browser.text


async def test_a_page_that_was_vouched_for_tells_its_age_too(town: Town, passing_catalogue: StartedService) -> None:
    portal = await portal_before(town, offers_url=passing_catalogue.url, pages_trusted_seconds=BLINK)
    offer = await town.published(title="Eben noch wahr")
    browser = Browser(portal.url)
    async with browser.http:
        for _ in range(3):
            await browser.get(f"/angebot/{offer}")
        assert "Stand: vor" not in browser.text
        await passing_catalogue.stop()
        await browser.get(f"/angebot/{offer}")
    assert "Eben noch wahr" in browser.text
    assert "Stand: vor" in browser.text
    await portal.stop()


async def test_a_question_never_asked_before_is_answered_from_the_last_known_list(
    town: Town, passing_catalogue: StartedService, other_browser: Browser
) -> None:
    # In the quarter with few offers: what is kept of a list is a page, and Hörde may have many pages by now.
    await town.published(title="Für Zweijährige gemerkt", network="eving", ages={"min_months": 24, "max_months": 36})
    await other_browser.get("/quartier/eving")
    await passing_catalogue.stop()

    await other_browser.get("/quartier/eving", jahre="2", suche="gemerkt")
    assert "Für Zweijährige gemerkt" in other_browser.text
    await other_browser.get("/quartier/eving", jahre="4")
    assert "Für Zweijährige gemerkt" not in other_browser.text


async def test_what_was_never_known_is_a_plain_page(town: Town) -> None:
    portal = await portal_before(town, offers_url=NOBODY)
    browser = Browser(portal.url)
    async with browser.http:
        page = await browser.get("/quartier/hoerde")
        assert page.status_code == 503
        assert "Die Angebote sind gerade nicht erreichbar" in browser.text
        assert (await browser.get("/")).status_code == 200
    await portal.stop()


async def test_the_subscribe_page_says_that_it_does_not_work_now(town: Town) -> None:
    portal = await portal_before(town, notifications_url=NOBODY)
    browser = Browser(portal.url)
    async with browser.http:
        await browser.get("/quartier/hoerde/abonnieren")
        assert "geht gerade nicht" in browser.text
        await browser.send(button="Weiter", child="any")
        await browser.send(button="Weiter")
        answer = await browser.send(button="Nachrichten bestellen", address="ich@beispiel.example")
        assert answer.status_code == 503
        assert "geht gerade nicht" in browser.text
        assert (await browser.get(f"/abo/{'x' * 43}")).status_code == 503
    await portal.stop()
