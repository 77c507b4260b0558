"""What a quarter says of itself in the pages: vision, principles and goals, and how far the ten factors are met."""

import pytest

from services.registry.domain.rollout.self_assessment import SUCCESS_FACTORS
from tests.services.portal.browser import Browser, fields_of
from tests.services.portal.town import Town

QUARTER = "/arbeitsbereich/quartier/hoerde"


@pytest.fixture
async def coordination(browser: Browser) -> Browser:
    await browser.sign_in("coordinator-hoerde")
    return browser


def scores(each: str) -> dict[str, str]:
    return dict.fromkeys(SUCCESS_FACTORS, each)


async def test_a_goal_keeps_its_id_when_its_words_change(town: Town, coordination: Browser) -> None:
    await coordination.get(f"{QUARTER}/leitbild")
    said = {"vision": "Kein Kind zurücklassen", "principles": "Augenhöhe\nOffenheit"}
    await coordination.send(button="Speichern", **said, further="Alle Kinder lesen\nAlle Kinder schwimmen")
    await coordination.send(button="Speichern", goal_0="", goal_1="Jedes Kind schwimmt", further="Jedes Kind singt")
    network = (await town.registry.http.get("/networks/hoerde")).json()
    assert network["goals"] == [
        {"id": "ziel-2", "text": "Jedes Kind schwimmt"},
        {"id": "ziel-3", "text": "Jedes Kind singt"},
    ]
    assert (network["vision"], network["principles"]) == ("Kein Kind zurücklassen", ["Augenhöhe", "Offenheit"])
    await coordination.send(button="Speichern", goal_0="", goal_1="", vision="", principles="")
    network = (await town.registry.http.get("/networks/hoerde")).json()
    assert (network["goals"], network["vision"], network["principles"]) == (None, None, None)


async def test_whoever_changes_the_vision_too_late_sees_what_stands_there(coordination: Browser) -> None:
    await coordination.get(f"{QUARTER}/leitbild")
    late = fields_of(coordination.form_with("Speichern"))
    await coordination.send(button="Speichern", vision="Zuerst.")
    page = await coordination.post(f"{QUARTER}/leitbild", {**late, "vision": "Zu spät."})
    assert page.status_code == 409
    assert "Zuerst." in coordination.text


async def test_the_factors_are_scored_and_corrected(coordination: Browser) -> None:
    await coordination.get(f"{QUARTER}/selbsteinschaetzung/2025")
    await coordination.send(button="Speichern", **scores("3"))
    assert "Gespeichert." in coordination.text
    await coordination.get(f"{QUARTER}/selbsteinschaetzung/2025")
    await coordination.send(button="Speichern", personal="5")
    cells = [cell.text for cell in next(coordination.tree.iter("tbody")).iter("td")]
    assert sorted(cells, key=str) == ["3"] * 9 + ["5"]


async def test_a_factor_left_out_is_told_at_its_field(coordination: Browser) -> None:
    await coordination.get(f"{QUARTER}/selbsteinschaetzung/2024")
    page = await coordination.send(button="Speichern", **{**scores("3"), "personal": ""})
    assert page.status_code == 422
    assert "Fachlich qualifiziertes und motiviertes Personal –" in coordination.text


@pytest.mark.parametrize("page", ["leitbild", "selbsteinschaetzung/2025"])
async def test_another_quarter_speaks_for_itself(coordination: Browser, page: str) -> None:
    await coordination.get(f"{QUARTER}/{page}")
    sent = {**fields_of(coordination.form_with("Speichern")), **scores("1"), "vision": "Fremd"}
    other = f"/arbeitsbereich/quartier/eving/{page}"
    assert (await coordination.post(other, sent)).status_code == 403
