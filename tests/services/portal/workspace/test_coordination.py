"""The coordination at work: reviewing, answering, taking partners in, inviting, and the partner's way from the link to the first offer."""

import re
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest

from tests.services.portal.browser import Browser
from tests.services.portal.town import AWO, Town

REVIEW = "/arbeitsbereich/quartier/hoerde/pruefung"
SECRET = re.compile(r"/einladung#([A-Za-z0-9_-]{43})")


@pytest.fixture
async def coordination(browser: Browser) -> Browser:
    await browser.sign_in("coordinator-hoerde")
    return browser


@pytest.fixture
async def second(town: Town) -> AsyncIterator[Browser]:
    """Another browser, of whoever signs in with it."""
    started = Browser(town.portal.url)
    async with started.http:
        yield started


async def in_review(town: Town, title: str) -> UUID:
    offer = await town.draft(title=title)
    headers = {**town.platform.headers(), "If-Match": '"1"'}
    assert (await town.offers.http.post(f"/offers/{offer}/submit", headers=headers)).status_code == 200
    return offer


async def test_several_offers_are_published_with_one_button(town: Town, coordination: Browser) -> None:
    ids = [await in_review(town, f"Zum Prüfen {uuid4().hex[:6]}") for _ in range(2)]
    await coordination.get(REVIEW)
    await coordination.send(button="Angekreuzte veröffentlichen", chosen=[f"{each} 2" for each in ids])
    assert "2 Angebote sind veröffentlicht." in coordination.text
    assert {(await town.offer_now(each))["status"] for each in ids} == {"published"}


async def test_an_offer_that_changed_meanwhile_keeps_all_back_and_says_so(town: Town, coordination: Browser) -> None:
    offer = await in_review(town, "Inzwischen geändert")
    await coordination.get(REVIEW)
    page = await coordination.send(button="Angekreuzte veröffentlichen", chosen=[f"{offer} 1"])
    assert page.status_code == 409
    assert "Nicht veröffentlicht" in coordination.text


async def test_an_offer_goes_back_with_a_reason_and_its_editor_reads_it(
    town: Town, coordination: Browser, second: Browser
) -> None:
    offer = await in_review(town, "Ohne Adresse")
    await coordination.get(REVIEW)
    form = next(form for form in coordination.tree.iter("form") if f"{offer}/zurueck" in form.get("action", ""))
    data = {field.get("name", ""): field.get("value", "") for field in form.iter("input")}
    await coordination.post(form.get("action", ""), {**data, "reason": "Bitte die Adresse ergänzen."})
    assert "Zurückgegeben" in coordination.text
    await second.sign_in("partner-awo", f"/arbeitsbereich/angebote/{offer}")
    assert "Bitte die Adresse ergänzen." in second.text


async def test_a_suggestion_is_answered(town: Town, coordination: Browser) -> None:
    offer = await town.published(title="Mit falscher Zeit")
    made = await town.offers.http.post(f"/offers/{offer}/suggestions", json={"text": "Beginnt erst um 10 Uhr."})
    await coordination.get("/arbeitsbereich/quartier/hoerde/vorschlaege")
    assert "Beginnt erst um 10 Uhr." in coordination.text
    form = next(form for form in coordination.tree.iter("form") if made.json()["id"] in form.get("action", ""))
    data = {field.get("name", ""): field.get("value", "") for field in form.iter("input")}
    await coordination.post(form.get("action", ""), {**data, "answer": "Danke, ist geändert.", "accepted": "yes"})
    told = await town.offers.http.post("/suggestions/lookup", json={"token": made.json()["token"]})
    assert (told.json()["state"], told.json()["answer"]) == ("accepted", "Danke, ist geändert.")


async def test_from_the_link_of_an_invitation_to_an_offer_in_review(
    town: Town, coordination: Browser, second: Browser
) -> None:
    await coordination.get("/arbeitsbereich/einladungen")
    await coordination.send(button="Einladung erstellen", organisation=str(AWO))
    found = SECRET.search(coordination.text)
    assert found is not None

    await second.get("/einladung")
    assert "Anmelden und annehmen" in second.text
    await second.sign_in("newcomer", "/anmelden?next=/einladung")
    await second.send(button="Annehmen", code=found[1])
    assert "Die Einladung ist angenommen." in second.text
    await town.everybody_is_up_to_date()
    await second.get(f"/arbeitsbereich/angebote/neu?organisation={AWO}")
    await second.send(button="Zur Prüfung einreichen", title="Mein erstes Angebot", network="hoerde", min_age="1")
    assert "Die Koordination sieht es jetzt durch." in second.text
    await coordination.get("/arbeitsbereich")
    assert "auf Ihre Prüfung" in coordination.text
    await coordination.get(REVIEW)
    assert "Mein erstes Angebot" in coordination.text


async def test_a_used_or_made_up_code_is_told_so(second: Browser) -> None:
    await second.sign_in("stranger", "/anmelden?next=/einladung")
    page = await second.send(button="Annehmen", code="x" * 43)
    assert page.status_code == 422
    assert "Bitte prüfen Sie Ihre Angaben" in second.text


async def test_a_partner_is_taken_in_and_a_known_one_is_proposed_instead(town: Town, coordination: Browser) -> None:
    name = f"Familienzentrum {uuid4().hex[:6]}"
    said = {
        "label": name,
        "kind": "institution",
        "partner_type": "schule",
        "street": "Musterweg 3",
        "postal_code": "44137",
    }
    await coordination.get("/arbeitsbereich/quartier/hoerde/partner/neu")
    await coordination.send(button="Aufnehmen", **said)
    assert "Aufgenommen." in coordination.text
    await coordination.get("/arbeitsbereich/quartier/hoerde/partner/neu")
    await coordination.send(button="Aufnehmen", **said)
    assert "Ist es eine von diesen?" in coordination.text
    assert name in coordination.text


async def test_a_member_leaves_with_a_reason(town: Town, coordination: Browser) -> None:
    partner = uuid4()
    body = {"label": f"Verein {partner.hex[:6]}", "kind": "association", "partner_type": "verein"}
    await town.tell(f"/partners/{partner}", body)
    await town.tell(f"/networks/hoerde/members/{partner}", {"role": "Mitglied"})
    await coordination.get(f"/arbeitsbereich/quartier/hoerde/partner/{partner}")
    await coordination.send(button="Speichern", left_on="2026-01-31", left_reason="closed")
    assert "Gespeichert." in coordination.text
    told = await town.registry.http.get(f"/networks/hoerde/members/{partner}")
    assert (told.json()["left_on"], told.json()["left_reason"]) == ("2026-01-31", "closed")


async def test_an_invitation_goes_by_mail_to_whom_it_is_meant_for(town: Town, coordination: Browser) -> None:
    await coordination.get("/arbeitsbereich/einladungen")
    await coordination.send(button="Einladung erstellen", organisation=str(AWO), address="leitung@kita.example")
    found = SECRET.search(coordination.text)
    assert found is not None
    assert "Die Einladung ist als Mail unterwegs" in coordination.text
    [mail] = await town.mails_to("leitung@kita.example")
    assert f"http://portal.example/einladung#{found[1]}" in mail["text"]


async def test_who_cannot_be_written_to_is_given_the_link(coordination: Browser) -> None:
    await coordination.get("/arbeitsbereich/einladungen")
    await coordination.send(button="Einladung erstellen", organisation=str(AWO), address="keine Adresse")
    assert "Die Mail konnte nicht verschickt werden." in coordination.text
    assert SECRET.search(coordination.text) is not None
