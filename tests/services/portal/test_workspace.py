"""Partners, coordinators and the office at work: making, changing, publishing, ending; each within their reach."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.services.portal.browser import Browser
from tests.services.portal.town import AWO, Town

DECIDED_BY_THE_SERVICE = {
    "id",
    "status",
    "notice_version",
    "version",
    "confirmed_on",
    "publish_at",
    "sent_back_because",
}
STEPS = ("bestaetigt", "einreichen", "veroeffentlichen", "pausieren", "fortsetzen", "beenden")
SAVE, PUBLISH = "Als Entwurf speichern", "Speichern und veröffentlichen"
FILLED = {
    "title": "Vorlesen im Park",
    "description": "Wir lesen vor.",
    "network": "hoerde",
    "min_age": "2",
    "max_age": "6",
    "schedule_text": "freitags um 15 Uhr",
    "place1_name": "Park am Phoenix-See",
    "dates": "04.12.2026, 15:00 bis 16:30",
}


@pytest.fixture
async def partner(browser: Browser) -> Browser:
    await browser.sign_in("partner-awo")
    return browser


@pytest.fixture
async def neighbour(town: Town) -> AsyncIterator[Browser]:
    """The coordinator of another quarter."""
    started = Browser(town.portal.url)
    async with started.http:
        await started.sign_in("coordinator-eving")
        yield started


async def save(browser: Browser, button: str = SAVE, **said: Any) -> None:
    await browser.get("/arbeitsbereich/angebote/neu")
    await browser.send(button=button, **{**FILLED, **said})


def offer_on(browser: Browser) -> UUID:
    """The offer that the page is about."""
    return UUID(browser.path.removesuffix("/veroeffentlicht").rpartition("/")[2])


async def test_a_partner_publishes_an_offer(town: Town, partner: Browser) -> None:
    await save(partner, PUBLISH, title="Vorlesen für alle")
    assert "Veröffentlicht. Passende Abonnements werden jetzt benachrichtigt." in partner.text

    offer = await town.offer_now(offer_on(partner))
    assert offer["status"] == "published"
    assert offer["organisation"] == str(AWO)
    assert offer["ages"] == {"min_months": 24, "max_months": 72}
    assert offer["dates"][0]["starts_at"].startswith("2026-12-04T")
    await partner.get("/quartier/hoerde")
    assert "Vorlesen für alle" in partner.text


async def test_a_draft_is_saved_changed_and_then_published(town: Town, partner: Browser) -> None:
    await save(partner, title="Erst ein Entwurf")
    assert "Gespeichert." in partner.text
    await partner.send(button=SAVE, title="Dann ein besserer Entwurf")
    await partner.get("/arbeitsbereich/angebote")
    assert "Dann ein besserer Entwurf" in partner.text
    await partner.get("/arbeitsbereich/angebote")
    drafts = [link for link in partner.tree.iter("a") if link.text == "Dann ein besserer Entwurf"]
    await partner.get(drafts[0].get("href", ""))
    await partner.send(button=PUBLISH)
    assert "Veröffentlicht." in partner.text


async def test_the_list_publishes_with_one_button(town: Town, partner: Browser) -> None:
    offer = await town.draft(title=f"Liste {uuid4().hex[:6]}")
    await partner.get("/arbeitsbereich/angebote")
    form = next(form for form in partner.tree.iter("form") if f"{offer}/veroeff" in form.get("action", ""))
    data = {field.get("name", ""): field.get("value", "") for field in form.iter("input")}
    await partner.post(form.get("action", ""), data)
    assert "Veröffentlicht." in partner.text


async def test_sending_a_new_offer_twice_makes_one(town: Town, partner: Browser) -> None:
    await partner.get("/arbeitsbereich/angebote/neu")
    form = {field.get("name", ""): field.get("value", "") for field in partner.form_with(SAVE).iter("input")}
    data = {
        **form,
        **FILLED,
        "organisation": str(AWO),
        "title": "Nur einmal",
        "cost": "free",
        "languages": "de",
        "themes": [],
        "bridge": "",
        "pregnancy": "",
        "kind": "other",
        **{name: "" for name in form if name.startswith(("rule", "text"))},
    }
    first = await partner.post("/arbeitsbereich/angebote/neu", data)
    again = await partner.post("/arbeitsbereich/angebote/neu", data)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.url.path == again.url.path


async def test_ending_an_offer_takes_it_from_the_families(town: Town, partner: Browser) -> None:
    offer = await town.published(title="Bald vorbei")
    await partner.get(f"/arbeitsbereich/angebote/{offer}/beenden")
    await partner.send(button="Ja, Angebot beenden")
    assert "Dieses Angebot ist beendet" in partner.text
    await partner.get("/quartier/hoerde")
    assert "Bald vorbei" not in partner.text


async def test_what_the_form_cannot_show_is_kept(town: Town, partner: Browser) -> None:
    place = {"name": "Kita", "address": "Weg 1", "latitude": 51.5, "longitude": 7.5}
    offer = await town.published(place=place, ages={"min_months": None, "max_months": 18}, bridge=True, cost_cents=None)
    await partner.get(f"/arbeitsbereich/angebote/{offer}")
    await partner.send(button="Änderungen veröffentlichen", title="Nur der Titel ist neu")
    now = await town.offer_now(offer)
    assert now["title"] == "Nur der Titel ist neu"
    assert (now["place"]["latitude"], now["ages"], now["bridge"], now["cost_cents"]) == (
        51.5, {"min_months": None, "max_months": 18}, True, None,
    )  # fmt: skip
    assert now["notice_version"] == 1


async def test_when_somebody_was_faster_both_versions_are_shown(town: Town, partner: Browser) -> None:
    offer = await town.draft(title="Alter Titel")
    await partner.get(f"/arbeitsbereich/angebote/{offer}")
    headers = {**town.platform.headers(), "If-Match": '"1"'}
    now = {**(await town.offer_now(offer)), "title": "Titel der anderen"}
    body = {name: now[name] for name in now if name not in DECIDED_BY_THE_SERVICE}
    assert (await town.offers.http.put(f"/offers/{offer}", json=body, headers=headers)).status_code == 200

    page = await partner.send(button=SAVE, title="Mein Titel")
    assert page.status_code == 409
    assert "Titel der anderen" in partner.text
    assert "Mein Titel" in page.text
    await partner.send(button=SAVE)
    assert (await town.offer_now(offer))["title"] == "Mein Titel"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": ""}, "Titel – Diese Angabe fehlt."),
        ({"min_age": "6", "max_age": "2"}, "Dieses Alter muss höher sein"),
        ({"min_age": "alt"}, "Bitte geben Sie eine ganze Zahl ein."),
        ({"dates": "übermorgen"}, "Zeile 1 ist kein Termin."),
        ({"dates": "04.12.2026, 15:00 bis 14:00"}, "Ein Termin muss nach seinem Beginn enden."),
        ({"dates": "30.02.2026, 15:00 bis 16:00"}, "Zeile 1 ist kein Termin."),
        ({"cost": "amount", "cost_euro": "viel"}, "Bitte geben Sie den Betrag in Euro an"),
        ({"place1_name": "", "place1_address": "Weg 1"}, "Bitte nennen Sie auch den Ort"),
        ({"network": "unbekannt"}, "Ein Netzwerk „unbekannt“ gibt es nicht."),
        ({"dates": "04.12.1999, 15:00 bis 16:00"}, "Bitte prüfen Sie das Jahr"),
    ],
)
async def test_what_is_wrong_stands_at_its_field(partner: Browser, said: dict[str, str], sentence: str) -> None:
    await partner.get("/arbeitsbereich/angebote/neu")
    page = await partner.send(button=SAVE, **{**FILLED, "description": "Bleibt stehen", **said})
    assert page.status_code == 422
    assert sentence in partner.text
    assert "Bleibt stehen" in page.text


async def test_the_coordinator_of_another_quarter_is_refused(town: Town, neighbour: Browser) -> None:
    draft, published = await town.draft(), await town.published(title="Gehört nach Hörde")
    assert (await neighbour.get(f"/arbeitsbereich/angebote/{draft}")).status_code == 404
    assert (await neighbour.get(f"/arbeitsbereich/angebote/{published}")).status_code == 403

    await neighbour.get("/arbeitsbereich/angebote/neu")
    forged = {"title": "Gekapert", "organisation": str(AWO), "network": "hoerde"}
    assert (await neighbour.send(button=SAVE, **{**FILLED, **forged})).status_code == 403
    await neighbour.get("/arbeitsbereich/angebote/neu")
    token = next(f.get("value", "") for f in neighbour.tree.iter("input") if f.get("name") == "form_token")
    ended = await neighbour.post(f"/arbeitsbereich/angebote/{published}/beenden", {"form_token": token, "version": "2"})
    assert ended.status_code == 403
    assert (await town.offer_now(published))["status"] == "published"


async def test_the_coordinator_of_the_quarter_may_do_the_same(town: Town, browser: Browser) -> None:
    draft = await town.draft(title="Für die Koordination")
    await browser.sign_in("coordinator-hoerde", f"/arbeitsbereich/angebote/{draft}")
    await browser.send(button=PUBLISH)
    assert (await town.offer_now(draft))["status"] == "published"


async def test_a_partner_outside_the_network_is_told_why_it_cannot_publish(town: Town, browser: Browser) -> None:
    outside = str(uuid4())
    await town.tell(f"/partners/{outside}", {"label": "Kita im Süden", "kind": "institution", "partner_type": "kita"})
    _, position = await town.platform.give(town.registry, "stranger", "partner", organisation=outside)
    await town.everybody_has_heard(position)
    await browser.sign_in("stranger")
    await save(browser, PUBLISH, organisation=outside)
    assert "Ihre Organisation gehört nicht zu diesem Netzwerk" in browser.text
    assert "Entwurf" in browser.text


async def test_the_office_chooses_a_quarter(town: Town, browser: Browser) -> None:
    await town.draft(title="Nur in Eving", network="eving")
    await browser.sign_in("office")
    await browser.get("/arbeitsbereich/angebote", quartier="eving")
    assert "Nur in Eving" in browser.text
    await browser.get("/arbeitsbereich/angebote", quartier="hoerde")
    assert "Nur in Eving" not in browser.text


@pytest.mark.parametrize("language", ["de", "tr", "ar"])
async def test_the_workspace_is_sound_in_every_language(town: Town, partner: Browser, language: str) -> None:
    offer = await town.draft()
    for path in (
        "/arbeitsbereich",
        "/arbeitsbereich/angebote",
        "/arbeitsbereich/angebote/neu",
        f"/arbeitsbereich/angebote/{offer}",
    ):
        assert (await partner.get(path, lang=language)).status_code == 200


async def test_without_our_forms_token_nothing_is_changed(town: Town, partner: Browser) -> None:
    offer = await town.draft()
    for path in ("neu", "aehnliche", "bestaetigen", str(offer), *(f"{offer}/{step}" for step in STEPS)):
        refused = await partner.post(f"/arbeitsbereich/angebote/{path}", {**FILLED, "version": "1"})
        assert refused.status_code == 403
    assert (await town.offer_now(offer))["version"] == 1
