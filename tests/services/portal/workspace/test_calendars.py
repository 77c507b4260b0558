"""Dates from a partner's calendar, and mails for those who work here."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.services.portal.browser import Browser, fields_of
from tests.services.portal.town import Town

LOOK, TAKE = "Ansehen, was daraus würde", "Termine übernehmen"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kita//DE\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T080000Z\r\n"
    "DTSTART;TZID=Europe/Berlin:20261207T093000\r\nDTEND;TZID=Europe/Berlin:20261207T110000\r\nSUMMARY:Krabbelgruppe\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
async def partner(browser: Browser) -> Browser:
    await browser.sign_in("partner-awo")
    return browser


async def send(browser: Browser, offer: UUID, content: bytes, **said: str) -> httpx.Response:
    form: dict[str, Any] = fields_of(browser.form_with(LOOK))
    data = {**{name: value for name, value in form.items() if name != "file"}, **said}
    path = f"/arbeitsbereich/angebote/{offer}/kalender"
    browser.page = await browser.http.post(
        path, data=data, files={"file": ("kita.ics", content)}, follow_redirects=True
    )
    return browser.page


async def test_dates_come_from_a_calendar_after_they_were_shown(town: Town, partner: Browser) -> None:
    offer = await town.draft(title="Mit Kalender")
    content = CALENDAR.format(uid=uuid4()).encode()
    await partner.get(f"/arbeitsbereich/angebote/{offer}/kalender")
    await send(partner, offer, content)
    assert "So würde es werden; geändert ist noch nichts" in partner.text
    assert (await town.offer_now(offer))["dates"] == []
    await send(partner, offer, content, then="apply")
    assert "Übernommen: 1 kommt dazu." in partner.text
    assert (await town.offer_now(offer))["dates"][0]["starts_at"].startswith("2026-12-07T")


async def test_what_is_no_calendar_is_refused_with_a_sentence(town: Town, partner: Browser) -> None:
    offer = await town.draft(title="Ohne Kalender")
    await partner.get(f"/arbeitsbereich/angebote/{offer}/kalender")
    assert (await send(partner, offer, b"<script>alert(1)</script>")).status_code == 422
    assert "Der Kalender wurde nicht gelesen" in partner.text


async def test_nobody_fetches_from_inside_through_us(town: Town, partner: Browser) -> None:
    offer = await town.draft(title="Von drinnen")
    await partner.get(f"/arbeitsbereich/angebote/{offer}/kalender")
    assert (await send(partner, offer, b"", url=f"{town.registry.url}/partners")).status_code == 422


async def test_a_professional_asks_for_mails_and_confirms_by_the_address(town: Town, partner: Browser) -> None:
    address = f"leitung-{uuid4().hex[:8]}@example.org"
    await partner.get("/arbeitsbereich/nachrichten")
    await partner.send(button="Nachrichten bestellen", address=address, topics=["rechecks"])
    assert "Bitte bestätigen Sie die Mail" in partner.text
    assert len(await town.mails_to(address)) == 1
    await partner.send(button="Beenden")
    assert "Es kommt nichts mehr." in partner.text


async def test_an_address_that_is_none_is_told_at_its_field(partner: Browser) -> None:
    await partner.get("/arbeitsbereich/nachrichten")
    page = await partner.send(button="Nachrichten bestellen", address="keine adresse", topics=["rechecks"])
    assert page.status_code == 422
    assert "E-Mail-Adresse –" in partner.text


async def test_whatever_is_typed_into_an_offer_is_shown_as_text(town: Town, partner: Browser) -> None:
    await partner.get("/arbeitsbereich/angebote/neu")
    said = {
        "title": '"><script>alert(1)</script>',
        "network": "hoerde",
        "schedule_text": "<img src=x onerror=alert(1)>",
    }
    page = await partner.send(button="Als Entwurf speichern", **said)
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
