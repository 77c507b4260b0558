"""A portal of one quarter's own: its name, picture and languages by configuration, and no other quarter behind its addresses."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from services.portal.app import create_app as create_portal
from services.portal.settings import PortalSettings
from shared.testing.pages import text_of
from tests.services.portal.browser import Browser
from tests.services.portal.town import Town, portal_settings

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><rect width="4" height="1" fill="#8fe3d0"/></svg>'


@pytest.fixture
async def hoerde(town: Town, tmp_path: Path) -> AsyncIterator[Browser]:
    picture = tmp_path / "hoerde.svg"
    picture.write_text(PICTURE)
    portal = await town.platform.start(
        "portal", create_portal, PortalSettings, database=town.portal.database,
        **portal_settings(town.offers, town.notifications),
        network="hoerde", site_name="Familien in Hörde", picture=picture, languages=("de", "tr"),
    )  # fmt: skip
    started = Browser(portal.url)
    async with started.http:
        yield started
    await portal.stop()


async def test_it_begins_with_its_quarter_under_its_own_name(hoerde: Browser) -> None:
    first = await hoerde.http.get("/")
    assert first.headers["location"] == "/quartier/hoerde"
    page = await hoerde.get("/quartier/hoerde")
    assert "Familien in Hörde" in page.text
    assert (await hoerde.http.get("/bild")).headers["content-type"] == "image/svg+xml"
    languages = next(nav for nav in hoerde.tree.iter("nav") if nav.get("aria-label") == "Sprache wählen")
    assert [text_of(link) for link in languages.iter("a")] == ["Deutsch", "Türkçe"]


async def test_a_language_it_does_not_have_is_german(hoerde: Browser) -> None:
    await hoerde.get("/quartier/hoerde", lang="ar")
    assert hoerde.tree.get("lang") == "de"


async def test_another_quarter_is_not_there(town: Town, hoerde: Browser) -> None:
    elsewhere = await town.published(network="eving")
    own = await town.published()
    paths = ["/quartier/eving", "/quartier/eving/karte", "/quartier/eving/abonnieren", "/quartier/eving/fehlt"]
    paths += [f"/angebot/{elsewhere}{page}" for page in ("", "/aushang", "/hinweis")]
    assert [(await hoerde.get(path)).status_code for path in paths] == [404] * len(paths)
    assert (await hoerde.get(f"/angebot/{own}")).status_code == 200


async def test_the_portal_of_all_quarters_shows_both(town: Town, browser: Browser) -> None:
    await browser.get("/")
    assert "Hörde" in browser.text
    assert "Eving" in browser.text
    assert (await browser.http.get("/bild")).status_code == 404


def test_a_language_nobody_has_written_is_refused(town: Town) -> None:
    with pytest.raises(ValidationError, match="Deutsch ist immer dabei"):
        PortalSettings.model_validate({**town.portal.running.settings.model_dump(), "languages": ("tr",)})
