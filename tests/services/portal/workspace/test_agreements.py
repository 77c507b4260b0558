"""An agreement's life in the pages: drafted by the coordination, signed by its parties, put into force, reported, ended."""

from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest

from tests.services.portal.browser import Browser
from tests.services.portal.town import AWO, LIBRARY, Town

NEW = "/arbeitsbereich/quartier/hoerde/vereinbarungen/neu"


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


@pytest.fixture(scope="session")
async def both_are_members(town: Town) -> None:
    position = await town.tell(f"/networks/hoerde/members/{LIBRARY}", {"role": "Mitglied"})
    await town.everybody_has_heard(position)


async def draft(coordination: Browser, **said: object) -> str:
    """Propose an agreement and return its page's path."""
    await coordination.get(NEW)
    fields = {
        "title": f"Vorlesen in der Kita {uuid4().hex[:6]}",
        "parties": [str(AWO), str(LIBRARY)],
        "text": "Die Bibliothek kommt jeden Monat.",
        "party1": str(AWO),
        "text1": "Stellt den Raum",
        "due1": "2026-12-31",
        **said,
    }
    await coordination.send(button="Vorschlagen", **fields)
    return coordination.path


@pytest.mark.usefixtures("both_are_members")
async def test_a_party_signs_what_the_coordination_proposed(coordination: Browser, partner: Browser) -> None:
    path = await draft(coordination)
    assert "noch nicht unterschrieben" in coordination.text
    await partner.get(path)
    await partner.send(button="Unterschreiben")
    assert "Unterschrieben." in partner.text
    await coordination.get(path)
    assert "hat unterschrieben" in coordination.text


@pytest.mark.usefixtures("both_are_members")
async def test_what_all_signed_comes_into_force_and_a_promise_is_reported(
    town: Town, coordination: Browser, partner: Browser
) -> None:
    path = await draft(coordination)
    await partner.get(path)
    await partner.send(button="Unterschreiben")
    await town.platform.give(town.registry, "partner-library", "partner", organisation=str(LIBRARY))
    headers = {**town.platform.headers("partner-library"), "If-Match": '"2"'}
    signing = f"/agreements/{path.rpartition('/')[2]}/sign"
    signed = await town.registry.http.post(signing, json={"party": str(LIBRARY)}, headers=headers)
    assert signed.status_code == httpx.codes.OK, signed.text

    await coordination.get(path)
    await coordination.send(button="In Kraft setzen")
    assert "Die Vereinbarung ist in Kraft." in coordination.text
    await partner.get(f"/arbeitsbereich/organisation/{AWO}/vereinbarungen")
    assert "Stellt den Raum" in partner.text
    await partner.get(path)
    await partner.send(button="Erledigt")
    assert "erledigt am" in partner.text


@pytest.mark.usefixtures("both_are_members")
async def test_half_a_promise_is_told_at_its_field(coordination: Browser) -> None:
    await draft(coordination, due1="")
    assert "Eine Zusage braucht einen Partner, einen Satz und einen Tag." in coordination.text


@pytest.mark.usefixtures("both_are_members")
async def test_an_agreement_of_one_is_none(coordination: Browser) -> None:
    await draft(coordination, parties=[str(AWO)])
    assert "Bitte nennen Sie alle, die sich vereinbaren." in coordination.text


@pytest.mark.usefixtures("both_are_members")
async def test_an_agreement_is_changed_and_ended_with_a_reason(coordination: Browser) -> None:
    path = await draft(coordination)
    await coordination.get(f"{path}/aendern")
    await coordination.send(button="Vorschlagen", title="Ein anderer Titel")
    assert "Ein anderer Titel" in coordination.text
    await coordination.send(button="Ja, beenden", text="Die Bibliothek ist umgezogen.")
    assert "Die Vereinbarung ist beendet." in coordination.text


@pytest.mark.usefixtures("both_are_members")
async def test_another_quarters_coordination_does_not_find_it(town: Town, coordination: Browser) -> None:
    path = await draft(coordination)
    neighbour = Browser(town.portal.url)
    async with neighbour.http:
        page = await neighbour.sign_in("coordinator-eving", path)
        changing = await neighbour.get(f"{path}/aendern")
    assert page.status_code in {403, 404}
    assert changing.status_code in {403, 404}
