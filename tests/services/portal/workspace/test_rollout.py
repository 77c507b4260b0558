"""The set-up of a quarter in the pages: begun, gate by gate on evidence, and seen from the office."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.services.portal.browser import Browser, fields_of
from tests.services.portal.town import Town


@pytest.fixture
async def office(browser: Browser) -> Browser:
    await browser.sign_in("office")
    return browser


async def planned(town: Town) -> str:
    """A quarter in set-up without a plan yet."""
    slug = f"neu-{uuid4().hex[:6]}"
    quarter = {"label": f"Netzwerk {slug}", "short_label": slug, "areas": ["hoerde"], "languages": ["de"]}
    position = await town.tell(f"/networks/{slug}", {**quarter, "status": "planned"})
    await town.everybody_has_heard(position)
    return slug


async def test_a_gate_opens_on_its_evidence_and_the_next_one_follows(town: Town, office: Browser) -> None:
    path = f"/arbeitsbereich/quartier/{await planned(town)}/aufbau"
    await office.get(path)
    await office.send(button="Netzwerk ist jetzt im Aufbau")
    await office.send(button="Aufbau beginnen", started_on="2026-01-01")
    assert "Offene Tore 0 von 8" in office.text
    await office.send(button="Tor öffnen", title="Beschluss des Rates", dated="2026-02-01", opened_on="2026-02-03")
    assert "Das Tor ist offen." in office.text
    assert "Beschluss des Rates vom 01.02.2026" in office.text
    await office.send(button="Tor schließen", reason="Der Beschluss wurde vertagt.")
    assert "Wieder geschlossen: Der Beschluss wurde vertagt." in office.text


async def test_without_evidence_a_gate_stays_shut(town: Town, office: Browser) -> None:
    path = f"/arbeitsbereich/quartier/{await planned(town)}/aufbau"
    await office.get(path)
    await office.send(button="Aufbau beginnen", started_on="2026-01-01")
    page = await office.send(button="Tor öffnen", title="", dated="", opened_on="")
    assert page.status_code == 422
    assert "Nachweis – Diese Angabe fehlt." in office.text


async def test_a_plan_that_changed_meanwhile_is_shown_as_it_is_now(town: Town, office: Browser) -> None:
    path = f"/arbeitsbereich/quartier/{await planned(town)}/aufbau"
    await office.get(path)
    await office.send(button="Aufbau beginnen", started_on="2026-01-01")
    said = {"title": "Beschluss", "dated": "2026-02-01", "opened_on": "2026-02-03"}
    page = await office.send(button="Tor öffnen", **said, version="7")
    assert page.status_code == 409
    assert "inzwischen geändert" in office.text


PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF"


async def open_with(office: Browser, path: str, content: bytes, name: str) -> httpx.Response:
    """Open the next gate with a file as its evidence."""
    fields: dict[str, Any] = fields_of(office.form_with("Tor öffnen"))
    said = {"title": "Beschluss des Rates", "dated": "2026-02-01", "opened_on": "2026-02-03"}
    data = {**{key: value for key, value in fields.items() if key != "file"}, **said}
    office.page = await office.http.post(
        f"{path}/tor", data=data, files={"file": (name, content)}, follow_redirects=True
    )
    return office.page


async def test_evidence_is_uploaded_and_found_again_by_its_own_people_only(town: Town, office: Browser) -> None:
    path = f"/arbeitsbereich/quartier/{await planned(town)}/aufbau"
    await office.get(path)
    await office.send(button="Aufbau beginnen", started_on="2026-01-01")
    await open_with(office, path, PDF, "Beschluss.pdf")
    link = next(link.get("href", "") for link in office.tree.iter("a") if link.text == "Nachweis herunterladen")
    file = await office.http.get(link)
    assert file.content == PDF
    assert file.headers["content-disposition"] == 'attachment; filename="Beschluss.pdf"'
    assert file.headers["x-content-type-options"] == "nosniff"
    stranger = Browser(town.portal.url)
    async with stranger.http:
        assert (await stranger.sign_in("coordinator-eving", link)).status_code == httpx.codes.FORBIDDEN


async def test_a_script_is_no_evidence(town: Town, office: Browser) -> None:
    path = f"/arbeitsbereich/quartier/{await planned(town)}/aufbau"
    await office.get(path)
    await office.send(button="Aufbau beginnen", started_on="2026-01-01")
    refused = await open_with(office, path, b"<script>alert(1)</script>", "Beschluss.pdf")
    assert refused.status_code == 409
    assert "Dieses Dokument können wir nicht aufnehmen" in office.text
    assert "Offene Tore 0 von 8" in office.text
