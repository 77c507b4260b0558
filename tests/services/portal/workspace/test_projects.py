"""Projects in the pages: entered as an idea, taken step by step, paid for until a day, and closed to other quarters."""

from uuid import uuid4

import pytest

from tests.services.portal.browser import Browser, fields_of
from tests.services.portal.town import AWO, Town

PROJECTS = "/arbeitsbereich/projekte"


@pytest.fixture
async def coordination(browser: Browser) -> Browser:
    await browser.sign_in("coordinator-hoerde")
    return browser


async def entered(coordination: Browser) -> str:
    """Enter a project and return its name."""
    name = f"Lesepaten {uuid4().hex[:6]}"
    await coordination.get(f"{PROJECTS}/neu")
    said = {"label": name, "kind": "reading", "networks": ["hoerde"], "lead": str(AWO), "prizes": "2019 Lesepreis"}
    await coordination.send(button="Speichern", **said)
    assert "Gespeichert." in coordination.text
    return name


async def project_of(town: Town, network: str) -> str:
    """A project of a network, made by the office."""
    project = uuid4()
    await town.tell(f"/projects/{project}", {"label": "Kinderstube", "kind": "kinderstube", "networks": [network]})
    return f"{PROJECTS}/{project}"


async def test_a_project_goes_from_the_idea_to_what_stays(coordination: Browser) -> None:
    name = await entered(coordination)
    assert "2019: Lesepreis" in coordination.text
    for step in ("Ist jetzt geplant", "Hat begonnen", "Ist verstetigt"):
        await coordination.send(button=step)
    assert "Jetzt: verstetigt." in coordination.text
    await coordination.get(PROJECTS, stand="made_permanent", suche=name)
    assert "1 Eintrag" in coordination.text


async def test_a_project_is_changed_and_keeps_its_state(coordination: Browser) -> None:
    await entered(coordination)
    await coordination.send(button="Ist jetzt geplant")
    page = coordination.path
    await coordination.get(f"{page}/bearbeiten")
    await coordination.send(button="Speichern", description="Vorlesen in drei Kitas.", ends_on="2027-07-31")
    assert "Vorlesen in drei Kitas." in coordination.text
    assert "31.07.2027" in coordination.text
    assert "AWO Dortmund" in coordination.text
    assert "geplant" in coordination.text


async def test_a_goal_of_another_quarter_that_a_project_serves_stays(town: Town, coordination: Browser) -> None:
    slug, project = f"ziele-{uuid4().hex[:6]}", uuid4()
    quarter = {"label": f"Netzwerk {slug}", "short_label": slug, "areas": ["hoerde"], "status": "active"}
    await town.tell(f"/networks/{slug}", {**quarter, "goals": [{"id": "ziel-1", "text": "Alle lesen"}]})
    said = {"label": "Lesepaten", "kind": "reading", "networks": ["hoerde"]}
    await town.tell(f"/projects/{project}", {**said, "goals": [{"network": slug, "goal": "ziel-1"}]})
    await coordination.get(f"{PROJECTS}/{project}/bearbeiten")
    assert f"{slug}: Alle lesen" in coordination.text
    await coordination.send(button="Speichern", description="Neu.")
    kept = (await town.registry.http.get(f"/projects/{project}")).json()
    assert (kept["goals"], kept["description"]) == ([{"network": slug, "goal": "ziel-1"}], "Neu.")


async def test_a_funding_is_seen_with_its_end_and_withdrawn(coordination: Browser) -> None:
    name = await entered(coordination)
    page = coordination.path
    await coordination.get(f"{page}/foerderungen/neu")
    funding = coordination.path
    await coordination.send(button="Speichern", source="Stiftung", amount="12.500,5", ends_on="2027-03-31")
    assert "12500,50 Euro · bis 31.03.2027" in coordination.text
    await coordination.get(PROJECTS, suche=name)
    assert "31.03.2027" in coordination.text
    await coordination.get(funding)
    await coordination.send(button="Speichern", withdrawn="true")
    assert "zurückgezogen" in coordination.text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"starts_on": "2027-02-01", "ends_on": "2027-01-01"}, "Ende –"),
        ({"prizes": "Lesepreis"}, "Preise – Bitte jeden Preis in eine Zeile"),
        ({"label": ""}, "Name –"),
    ],
)
async def test_what_is_wrong_is_told_at_its_field(coordination: Browser, said: dict[str, str], told: str) -> None:
    await coordination.get(f"{PROJECTS}/neu")
    page = await coordination.send(
        button="Speichern", **{"label": "Projekt", "kind": "other", "networks": ["hoerde"], **said}
    )
    assert page.status_code == 422
    assert told in coordination.text


async def test_whoever_is_too_late_sees_what_stands_there(town: Town, coordination: Browser) -> None:
    await entered(coordination)
    await coordination.get(f"{coordination.path}/bearbeiten")
    late = fields_of(coordination.form_with("Speichern"))
    await coordination.send(button="Speichern", description="Zuerst.")
    page = await coordination.post(f"{coordination.path}/bearbeiten", {**late, "description": "Zu spät."})
    assert page.status_code == 409
    assert "Zuerst." in coordination.text


@pytest.mark.parametrize("page", ["", "/foerderungen/neu"])
async def test_another_quarters_money_is_not_shown(town: Town, coordination: Browser, page: str) -> None:
    assert (await coordination.get(await project_of(town, "eving") + page)).status_code == 403


async def test_another_quarters_project_is_not_changed(town: Town, coordination: Browser) -> None:
    other = await project_of(town, "eving")
    await coordination.get(f"{other}/bearbeiten")
    assert (await coordination.send(button="Speichern", label="Fremd", networks=["hoerde"])).status_code == 403
    await entered(coordination)
    sent = fields_of(coordination.form_with("Ist jetzt geplant"))
    assert (await coordination.post(f"{other}/schritt", {**sent, "version": "1"})).status_code == 403
    sent = {**sent, "source": "Stiftung", "version": "0"}
    assert (await coordination.post(f"{other}/foerderungen/{uuid4()}", sent)).status_code == 403


async def test_a_partner_has_no_portfolio(browser: Browser) -> None:
    assert (await browser.sign_in("partner-awo", PROJECTS)).status_code == 403
