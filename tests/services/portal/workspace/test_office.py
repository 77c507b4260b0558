"""The office at work: a new quarter in one form, rights, duplicates, kinds and words."""

from uuid import uuid4

import httpx
import pytest

from tests.services.portal.browser import Browser
from tests.services.portal.town import Town


@pytest.fixture
async def office(browser: Browser) -> Browser:
    await browser.sign_in("office")
    return browser


async def test_one_form_makes_a_working_quarter(town: Town, office: Browser) -> None:
    slug = f"quartier-{uuid4().hex[:6]}"
    await office.get("/arbeitsbereich/fachstelle/quartiere/neu")
    said = {
        "label": f"Netzwerk {slug}",
        "short_label": "Musterviertel",
        "slug": slug,
        "goals": "Alle Kinder sprechen Deutsch",
    }
    await office.send(button="Quartier anlegen", **said)
    assert "Das Quartier steht: im Aufbau, mit Aufbauplan und 8 Toren." in office.text
    network = (await town.registry.http.get(f"/networks/{slug}")).json()
    assert (network["status"], network["areas"], network["goals"][0]["text"]) == (
        "in_set_up",
        [slug],
        "Alle Kinder sprechen Deutsch",
    )
    again = await office.http.get(f"/arbeitsbereich/quartier/{slug}")
    assert again.status_code == 200


async def test_a_name_that_cannot_be_an_address_is_told_at_its_field(office: Browser) -> None:
    await office.get("/arbeitsbereich/fachstelle/quartiere/neu")
    page = await office.send(button="Quartier anlegen", label="A", short_label="A", slug="Über Berg")
    assert page.status_code == 422
    assert "Kennung in der Adresse –" in office.text


async def test_a_right_is_given_and_taken_back(town: Town, office: Browser) -> None:
    account = town.platform.account("stranger")
    await office.get("/arbeitsbereich/fachstelle/rechte/neu")
    await office.send(button="Recht geben", account=account, role="coordinator", network="eving")
    assert "Das Recht gilt." in office.text
    grants = (
        await town.registry.http.get("/grants", params={"account": account}, headers=town.platform.headers())
    ).json()
    grant = next(each for each in grants["items"] if each["network"] == "eving")
    await office.get(f"/arbeitsbereich/fachstelle/rechte/{grant['id']}")
    await office.send(button="Recht zurücknehmen")
    assert "Zurückgenommen." in office.text


async def test_two_entries_of_one_house_are_merged_and_parted_again(town: Town, office: Browser) -> None:
    name = f"Kindertagesstätte Sonnenweg {uuid4().hex[:6]}"
    body = {"label": name, "kind": "institution", "partner_type": "kita", "phone": "0231 5012345"}
    one, other = uuid4(), uuid4()
    await town.tell(f"/partners/{one}", body)
    await town.tell(f"/partners/{other}", body)
    merged = await town.registry.http.post(
        f"/partners/{one}/merge", json={"into": str(other)}, headers=town.platform.headers()
    )
    assert merged.status_code == httpx.codes.CREATED
    await office.get("/arbeitsbereich/fachstelle/dubletten", zusammengefuehrt=str(one))
    await office.send(button="Zusammenführen rückgängig machen")
    assert "Beide Einträge sind wieder da" in office.text
    assert (await town.registry.http.get(f"/partners/{one}")).status_code == 200


async def test_words_that_mean_the_same_are_kept_changed_and_removed(office: Browser) -> None:
    word = f"wort{uuid4().hex[:6]}"
    await office.get("/arbeitsbereich/fachstelle/suchwoerter/neu")
    await office.send(button="Speichern", terms=f"{word}\nbabytreff")
    await office.get("/arbeitsbereich/fachstelle/suchwoerter", suche=word)
    link = next(link for link in office.tree.iter("a") if link.text and word in link.text)
    await office.get(link.get("href", ""))
    await office.send(button="Gruppe entfernen")
    assert "Entfernt." in office.text


async def test_a_kind_is_asked_for_more_often(town: Town, office: Browser) -> None:
    key = f"art_{uuid4().hex[:6]}"
    await office.get("/arbeitsbereich/fachstelle/arten/neu")
    await office.send(button="Speichern", key=key, label="Probeart", recheck_after_days="90", escalate_after_days="14")
    await office.get(f"/arbeitsbereich/fachstelle/arten/{key}")
    await office.send(button="Speichern", recheck_after_days="30")
    kinds = (await town.offers.http.get("/offer-kinds")).json()["kinds"]
    assert next(kind["recheck_after_days"] for kind in kinds if kind["key"] == key) == 30
