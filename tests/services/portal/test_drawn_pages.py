"""Family pages are drawn once for everybody, again when something has changed, and never hold what somebody looked for."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import httpx
import pytest

from services.portal.app import create_app as create_portal
from services.portal.neighbours.catalogue import Catalogue
from services.portal.settings import PortalSettings
from shared.hosting.running import utc_now
from tests.services.portal.browser import Browser
from tests.services.portal.town import Town, portal_settings

MINUTE = 60
# Over before anybody can ask again, so that each page has to be vouched for.
BLINK = 1e-9
MOST_TRIES = 50
OFFER_READS = re.compile(
    r'http_request_duration_seconds_count\{method="GET",route="/offers/\{offer_id\}",status="\d+"\} (\S+)'
)


@asynccontextmanager
async def reader_of(town: Town, *, trusted_seconds: float) -> AsyncIterator[Browser]:
    settings = {**portal_settings(town.offers, town.notifications), "pages_trusted_seconds": trusted_seconds}
    portal = await town.platform.start(
        "portal", create_portal, PortalSettings, database=town.portal.database, **settings
    )
    started = Browser(portal.url)
    async with started.http:
        yield started
    await portal.stop()


@pytest.fixture
async def reader(town: Town) -> AsyncIterator[Browser]:
    async with reader_of(town, trusted_seconds=MINUTE) as started:
        yield started


@pytest.fixture
async def doubter(town: Town) -> AsyncIterator[Browser]:
    async with reader_of(town, trusted_seconds=BLINK) as started:
        yield started


async def offers_read(town: Town) -> float:
    """How often the catalogue was asked for single offers."""
    told = (await town.offers.http.get("/metrics")).text
    return sum(float(count) for count in OFFER_READS.findall(told))


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
    await renamed(town, offer, "Nachher gesehen")
    changed = await browser.get(f"/angebot/{offer}")
    assert same.text == first.text
    assert "Nachher gesehen" in changed.text


async def test_one_question_vouches_for_a_page_whose_own_parts_nobody_asks_for_again(
    town: Town, doubter: Browser
) -> None:
    offer = await town.published(title="Steht noch")
    for _ in range(MOST_TRIES):  # what follows from publishing changes something for a moment
        before = await offers_read(town)
        await doubter.get(f"/angebot/{offer}")
        if await offers_read(town) == before:
            break
    else:
        pytest.fail("the catalogue was asked for the offer each time")
    assert "Steht noch" in doubter.text


async def test_a_change_in_the_catalogue_is_shown_once_the_trusted_time_is_over(town: Town, doubter: Browser) -> None:
    offer = await town.published(title="Früher so")
    for _ in range(3):
        await doubter.get(f"/angebot/{offer}")
    assert "Früher so" in doubter.text
    await renamed(town, offer, "Jetzt anders")
    await doubter.get(f"/angebot/{offer}")
    assert "Jetzt anders" in doubter.text


async def test_what_the_registry_tells_is_shown_once_the_trusted_time_is_over(town: Town, doubter: Browser) -> None:
    for _ in range(3):
        await doubter.get("/")
    await town.tell_of_quarter("neuland", "Neuland am See")
    await doubter.get("/")
    assert "Neuland am See" in doubter.text


async def test_who_cannot_unpack_gets_the_same_page_plain(town: Town, reader: Browser) -> None:
    offer = await town.published(title="Für alle lesbar")
    first = await reader.get(f"/angebot/{offer}")
    plain = await reader.http.get(f"/angebot/{offer}", headers={"Accept-Encoding": "identity"})
    again = await reader.get(f"/angebot/{offer}")
    assert first.text == plain.text == again.text
    assert [each.headers.get("content-encoding") for each in (first, plain, again)] == ["gzip", None, "gzip"]
    assert int(plain.headers["content-length"]) == len(plain.content)
    assert all("Accept-Encoding" in each.headers["vary"] for each in (first, plain, again))


async def test_two_who_ask_for_the_same_at_once_ask_the_catalogue_once(town: Town) -> None:
    offer = await town.published(title="Gefragt")
    asked: list[str] = []

    async def note(request: httpx.Request) -> None:
        asked.append(request.url.path)

    async with httpx.AsyncClient(event_hooks={"request": [note]}) as http:
        catalogue = Catalogue(http, url=town.offers.url, clock=utc_now)
        told = await asyncio.gather(catalogue.offer(offer), catalogue.offer(offer))
        assert asked == [f"/offers/{offer}"]
        await catalogue.offer(offer)
    assert {each.content.title for each in told} == {"Gefragt"}
    assert len(asked) == 2


async def renamed(town: Town, offer: UUID, title: str) -> None:
    body = {**{k: v for k, v in (await town.offer_now(offer)).items() if k in CHANGEABLE}, "title": title}
    headers = {**town.platform.headers(), "If-Match": '"2"'}
    (await town.offers.http.put(f"/offers/{offer}", json=body, headers=headers)).raise_for_status()


CHANGEABLE = {"network", "organisation", "title", "description", "ages", "themes", "languages"}
