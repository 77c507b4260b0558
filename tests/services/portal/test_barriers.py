"""Anybody tells of a barrier, without a name; the office reads it and deletes what is dealt with."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.portal.storage import barriers
from services.portal.storage.barriers import Barrier
from shared.testing.platform import OFFICE
from shared.web.languages import LANGUAGES as ALL_LANGUAGES
from tests.services.portal.browser import Browser
from tests.services.portal.town import Town


@pytest.mark.parametrize("language", [language.tag for language in ALL_LANGUAGES])
@pytest.mark.parametrize("path", ["/barrierefreiheit", "/barrierefreiheit/melden", "/barrierefreiheit/melden/danke"])
async def test_the_pages_are_sound_in_every_language(browser: Browser, path: str, language: str) -> None:
    await browser.get(path, lang=language)
    assert browser.tree.get("lang") == language


async def test_the_declaration_leads_to_the_form_and_the_office_reads_it(town: Town, browser: Browser) -> None:
    text = f"Ich sehe die Schrift nicht. {uuid4()}"
    page = await browser.get("/barrierefreiheit")
    assert "/barrierefreiheit/melden" in page.text
    await browser.get("/barrierefreiheit/melden")
    await browser.send(button="Absenden", text=text, page="/quartier/hoerde")
    assert "Danke für Ihre Meldung" in browser.text

    office = Browser(town.portal.url)
    async with office.http:
        await office.sign_in(OFFICE, "/arbeitsbereich/fachstelle/barrieren")
        assert text in office.text
        await office.send(button="Erledigt")
        assert text not in office.text


async def test_without_words_nothing_is_kept(browser: Browser) -> None:
    await browser.get("/barrierefreiheit/melden")
    page = await browser.send(button="Absenden", text="")
    assert page.status_code == 422


async def test_after_a_year_it_is_gone(town: Town) -> None:
    now = town.portal.running.clock()
    old = Barrier(id=uuid4(), told_at=now - timedelta(days=400), path="", text="Alt")
    async with town.portal.running.edge.transaction() as work:
        await barriers.keep(work.connection, old)
        await barriers.remove_older_than(work.connection, now - timedelta(days=365))
        assert old.id not in {each.id for each in await barriers.oldest(work.connection)}
