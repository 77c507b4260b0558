"""The words of mails in the pages: chosen, tried, sent to oneself, and given up again, by the office and by a quarter."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from shared.testing.pages import text_of
from tests.services.portal.browser import Browser, fields_of
from tests.services.portal.town import Town

QUARTER = "/arbeitsbereich/quartier/hoerde/mailtexte"
OFFICE = "/arbeitsbereich/fachstelle/mailtexte"


@pytest.fixture
async def coordination(browser: Browser) -> Browser:
    await browser.sign_in("coordinator-hoerde")
    return browser


@pytest.fixture
async def office(town: Town) -> AsyncIterator[Browser]:
    started = Browser(town.portal.url)
    async with started.http:
        await started.sign_in("office")
        yield started


async def test_a_quarters_words_stand_beside_the_offices_and_are_given_up_again(
    coordination: Browser, office: Browser
) -> None:
    await office.get(f"{OFFICE}/paused-offer/de")
    await office.send(button="Speichern", closing="Ihr Netzwerk INFamilie")
    await coordination.get(f"{QUARTER}/paused-offer/de")
    assert "Ohne eigene Worte: „Ihr Netzwerk INFamilie“." in coordination.text
    await coordination.send(button="Speichern", closing="Ihre Koordination in Hörde")
    cells = [text_of(cell) for cell in next(coordination.tree.iter("tbody")).iter("td")]
    assert cells == ["Ihr Netzwerk INFamilie", "Ihre Koordination in Hörde"]
    await coordination.get(QUARTER, sprache="de", suche="Pause eigene")
    assert "1 Eintrag" in coordination.text
    await coordination.get(f"{QUARTER}/paused-offer/de")
    await coordination.send(button="Eigene Worte aufgeben")
    assert "Jetzt gilt wieder: Worte der Fachstelle." in coordination.text
    assert "Was hier anders ist" not in coordination.text


async def test_an_earlier_version_is_taken_again(coordination: Browser) -> None:
    await coordination.get(f"{QUARTER}/resumed-offer/de")
    for closing in ("Erstens", "Zweitens"):
        await coordination.send(button="Speichern", closing=closing)
    await coordination.send(button="Wieder nehmen")
    assert "Die Worte der Fassung 1 gelten wieder." in coordination.text
    assert "Fassung 3 vom" in coordination.text
    kept = next(field for field in coordination.tree.iter("textarea") if field.get("name") == "closing")
    assert (kept.text or "").strip() == "Erstens"


async def test_a_preview_keeps_nothing(coordination: Browser) -> None:
    await coordination.get(f"{QUARTER}/few-places/de")
    await coordination.send(button="Vorschau zeigen", subject="Schnell sein: {title}", closing="Bis bald")
    assert "Schnell sein: Beispielgruppe" in coordination.text
    assert "Gespeichert ist noch nichts." in coordination.text
    await coordination.get(f"{QUARTER}/few-places/de")
    assert "Fassungen" not in coordination.text


async def test_the_office_sends_itself_a_mail(town: Town, office: Browser) -> None:
    address = f"fachstelle-{uuid4().hex[:6]}@stadt.example"
    await office.get(f"{OFFICE}/changed-offer/tr")
    await office.send(button="Probemail schicken", address=address)
    assert "Die Probemail ist unterwegs." in office.text
    [mail] = await town.mails_to(address)
    assert "Beispielgruppe" in mail["subject"]


async def test_a_subject_with_other_places_is_told_at_its_field(coordination: Browser) -> None:
    await coordination.get(f"{QUARTER}/new-offer/de")
    page = await coordination.send(button="Speichern", subject="Für {name}")
    assert page.status_code == 422
    assert "Betreff – In geschweiften Klammern dürfen nur {network} und {title} stehen." in coordination.text


async def test_an_address_that_is_none_is_told_at_its_field(coordination: Browser) -> None:
    await coordination.get(f"{QUARTER}/new-offer/de")
    page = await coordination.send(button="Probemail schicken", address="niemand")
    assert page.status_code == 422
    assert "E-Mail-Adresse –" in coordination.text


@pytest.mark.parametrize("step", ["", "/standard", "/fassung", "/probemail"])
async def test_another_quarters_words_are_refused(coordination: Browser, step: str) -> None:
    await coordination.get(f"{QUARTER}/new-offer/de")
    sent = {**fields_of(coordination.form_with("Speichern")), "closing": "Fremd", "address": "a@stadt.example"}
    path = f"/arbeitsbereich/quartier/eving/mailtexte/new-offer/de{step}"
    assert (await coordination.post(path, sent)).status_code == 403


@pytest.mark.parametrize("mail", ["confirmation/de", "new-offer/xx"])
async def test_a_mail_that_has_no_words_to_choose_is_not_there(coordination: Browser, mail: str) -> None:
    assert (await coordination.get(f"{QUARTER}/{mail}")).status_code == 404
