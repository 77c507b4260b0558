"""Groups in the pages: set up, joined by the partners themselves, with meetings, decisions and tasks."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from tests.services.portal.browser import Browser
from tests.services.portal.town import AWO, Town


@pytest.fixture
async def coordination(browser: Browser) -> Browser:
    await browser.sign_in("coordinator-hoerde")
    return browser


@pytest.fixture
async def partner(town: Town) -> AsyncIterator[Browser]:
    started = Browser(town.portal.url)
    async with started.http:
        await started.sign_in("partner-awo")
        yield started


async def set_up(coordination: Browser) -> str:
    """Set up a working group and return its name."""
    name = f"Übergänge {uuid4().hex[:6]}"
    await coordination.get("/arbeitsbereich/quartier/hoerde/gruppen/neu")
    await coordination.send(button="Einrichten", label=name, folder="gruppe", theme="uebergaenge")
    assert "Eingerichtet." in coordination.text
    return name


async def test_a_group_meets_decides_and_gives_a_task_that_its_partner_reports(
    coordination: Browser, partner: Browser
) -> None:
    await set_up(coordination)
    page = coordination.path
    said = {
        "label": "Erstes Treffen",
        "starts_at": "2026-12-01T10:00",
        "ends_at": "2026-12-01T12:00",
        "place": "Bürgersaal",
    }
    await coordination.send(button="Treffen eintragen", **said)
    assert "01.12.2026 · Bürgersaal" in coordination.text
    said = {
        "number": "1/2026",
        "decided_on": "2026-11-01",
        "label": "Gemeinsamer Elternabend",
        "text": "Einmal im Jahr.",
    }
    await coordination.send(button="Beschluss eintragen", **said)
    assert "1/2026: Gemeinsamer Elternabend" in coordination.text
    await coordination.send(button="Aufgabe vergeben", label="Raum buchen", responsible=str(AWO), due_on="2026-12-15")
    assert "AWO Dortmund, bis 15.12.2026" in coordination.text

    await partner.get(f"/arbeitsbereich/organisation/{AWO}/gruppen")
    assert "Raum buchen" in partner.text
    await partner.send(button="Erledigt")
    await coordination.get(page)
    assert "erledigt am" in coordination.text


async def test_a_partner_joins_and_leaves_by_itself(coordination: Browser, partner: Browser) -> None:
    name = await set_up(coordination)
    path = f"/arbeitsbereich/organisation/{AWO}/gruppen"
    await partner.get(path)
    form = next(
        f
        for f in partner.tree.iter("form")
        if any(b.get("aria-label") == f"Beitreten: {name}" for b in f.iter("button"))
    )
    data = {field.get("name", ""): field.get("value", "") for field in form.iter("input")}
    await partner.post(path, data)
    assert "Sie sind dabei." in partner.text
    await partner.post(path, {**data, "step": "leave"})
    assert "Sie sind nicht mehr dabei." in partner.text


async def test_a_meeting_that_ends_before_it_begins_is_told(coordination: Browser) -> None:
    await set_up(coordination)
    said = {"label": "Treffen", "starts_at": "2026-12-01T12:00", "ends_at": "2026-12-01T10:00"}
    page = await coordination.send(button="Treffen eintragen", **said)
    assert page.status_code == 409
    assert "Bitte prüfen Sie Ihre Angaben" in coordination.text
