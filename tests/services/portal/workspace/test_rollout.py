"""The set-up of a quarter in the pages: begun, gate by gate on evidence, and seen from the office."""

from uuid import uuid4

import pytest

from tests.services.portal.browser import Browser
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
