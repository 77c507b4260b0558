"""Partner, coordination and office at their desks, as docs/tour.md tells it; the pictures of the tour are made on the way."""

import re
from uuid import uuid4

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.e2e.accessibility import assert_accessible
from tests.e2e.conftest import Arrive, Person, picture, tour_picture
from tests.e2e.test_main_job import confirm, newest_mail, see, sign_in

pytestmark = pytest.mark.timeout(240)  # several people, each with pages that axe looks through

WINDOW: ViewportSize = {"width": 1100, "height": 760}


@pytest.fixture
async def desks(arrive: Arrive) -> list[Person]:
    """Three people, each at a browser of their own."""
    return [await arrive(WINDOW) for _ in range(3)]


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name).first.click()


async def arrived(page: Page, text: str, *, tour: str = "") -> None:
    """Wait for what the page says, look whether everybody can read it, and keep the tour's picture."""
    await expect(page.get_by_text(text).first).to_be_visible()
    await assert_accessible(page)
    if tour:
        await tour_picture(page, tour)


async def fill_offer(page: Page, title: str, *, network: str) -> None:
    await page.locator("[name=title]").fill(title)
    await page.locator("[name=network]").select_option(network)
    await page.locator("[name=min_age]").fill("1")
    await page.locator("[name=max_age]").fill("3")
    await page.locator("[name=schedule_text]").fill("donnerstags 15 bis 16:30 Uhr")
    await page.locator("[name=place1_name]").fill("Familienzentrum im Quartier")


async def subscribe(page: Page, portal: str, network: str, address: str) -> None:
    """Ask for everything that is new in a quarter."""
    await page.goto(f"{portal}/quartier/{network}")
    await page.get_by_role("link", name=re.compile("Nachrichten|bestellen|Bescheid")).first.click()
    await page.locator("[name=child][value=any]").check()
    await page.get_by_role("button", name="Weiter", exact=True).click()
    await page.get_by_role("button", name="Weiter", exact=True).click()
    await page.get_by_label("Ihre E-Mail-Adresse").fill(address)
    await page.get_by_role("button", name="Nachrichten bestellen").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Bitte schauen Sie in Ihr Postfach")


async def invitation_for(page: Page, portal: str, organisation: str, *, tour: str = "") -> str:
    """Make an invitation and return its link."""
    await page.goto(f"{portal}/arbeitsbereich/einladungen")
    await page.locator("[name=organisation]").select_option(label=organisation)
    await press(page, "Einladung erstellen")
    await arrived(page, "Der Link zur Einladung", tour=tour)
    return await page.locator(".secret").inner_text()


async def found_quarter(page: Page, portal: str, slug: str) -> None:
    await page.goto(f"{portal}/arbeitsbereich/fachstelle/quartiere/neu")
    await page.locator("[name=label]").fill("Netzwerk INFamilie Musterviertel")
    await page.locator("[name=short_label]").fill("Musterviertel")
    await page.locator("[name=slug]").fill(slug)
    await tour_picture(page, "fachstelle-1-neues-quartier")
    await press(page, "Quartier anlegen")
    await arrived(page, "Das Quartier steht", tour="fachstelle-2-das-quartier-steht")


async def take_in(page: Page, portal: str, slug: str, name: str) -> None:
    await page.goto(f"{portal}/arbeitsbereich/quartier/{slug}/partner/neu")
    await page.locator("[name=label]").fill(name)
    await page.locator("[name=kind]").select_option("institution")
    await page.locator("[name=partner_type]").select_option("familienzentrum")
    await press(page, "Aufnehmen")
    await arrived(page, "Aufgenommen.", tour="fachstelle-3-erster-partner")


async def test_a_new_quarter_has_its_portal_partner_offer_subscriber_and_mail(
    addresses: dict[str, str], desks: list[Person], parent: Person
) -> None:
    portal, slug = addresses["portal"], f"musterviertel-{uuid4().hex[:5]}"
    name, title = f"Familienzentrum {slug}", f"Spielgruppe {uuid4().hex[:5]}"
    office, newcomer, phone = await desks[0].page(), await desks[1].page(), await parent.page()

    await sign_in(office, portal, "Petra Amt")
    await found_quarter(office, portal, slug)
    await take_in(office, portal, slug, name)
    link = await invitation_for(office, portal, name, tour="fachstelle-4-einladung")
    family = f"eltern-{uuid4().hex[:8]}@example.org"
    await subscribe(phone, portal, slug, family)
    await confirm(phone, addresses, family)

    await newcomer.goto(link)
    await newcomer.get_by_role("link", name="Anmelden und annehmen").click()
    await press(newcomer, "Nora Neuling")
    await expect(newcomer.get_by_label("Code der Einladung")).to_have_value(link.rpartition("#")[2])
    await tour_picture(newcomer, "partner-1-einladung-annehmen")
    await press(newcomer, "Annehmen")
    await arrived(newcomer, "Die Einladung ist angenommen.", tour="partner-2-willkommen")
    await newcomer.get_by_role("link", name="Erstes Angebot eintragen").click()
    await fill_offer(newcomer, title, network=slug)
    await tour_picture(newcomer, "partner-3-angebot")
    await picture(newcomer, "workspace-offer-form")
    await press(newcomer, "Zur Prüfung einreichen")
    await arrived(newcomer, "Die Koordination sieht es jetzt durch.", tour="partner-4-eingereicht")

    await office.goto(f"{portal}/arbeitsbereich/quartier/{slug}/pruefung")
    await office.get_by_label(re.compile(title)).check()
    await press(office, "Angekreuzte veröffentlichen")
    await arrived(office, "1 Angebot ist veröffentlicht.")
    await newest_mail(phone, addresses["mailbox"], title, to=family)
    assert [desk.blocked for desk in desks] == [[], [], []]


async def test_the_coordination_reviews_and_the_family_is_told(
    addresses: dict[str, str], desks: list[Person], parent: Person
) -> None:
    portal, title = addresses["portal"], f"Vorlesezeit {uuid4().hex[:5]}"
    partner, coordination, phone = await desks[0].page(), await desks[1].page(), await parent.page()
    family = f"eltern-{uuid4().hex[:8]}@example.org"
    await subscribe(phone, portal, "hoerde", family)
    await confirm(phone, addresses, family)

    await sign_in(partner, portal, "Pia Partnerin")
    await partner.goto(f"{portal}/arbeitsbereich/angebote/neu")
    await fill_offer(partner, title, network="hoerde")
    await press(partner, "Zur Prüfung einreichen")
    await arrived(partner, "Die Koordination sieht es jetzt durch.")
    await partner.goto(f"{portal}/arbeitsbereich/angebote")
    await see(partner, "workspace-offers")
    await tour_picture(partner, "partner-5-meine-angebote")

    await sign_in(coordination, portal, "Canan Koordination")
    await arrived(coordination, "auf Ihre Prüfung", tour="koordination-1-was-zu-tun-ist")
    await coordination.goto(f"{portal}/arbeitsbereich/quartier/hoerde/pruefung")
    await tour_picture(coordination, "koordination-2-pruefen")
    await coordination.get_by_label(re.compile(title)).check()
    await press(coordination, "Angekreuzte veröffentlichen")
    await arrived(coordination, "1 Angebot ist veröffentlicht.")
    await newest_mail(phone, addresses["mailbox"], title, to=family)
    assert [desk.blocked for desk in desks] == [[], [], []]


async def test_who_else_serves_these_families_is_told_while_an_offer_is_typed(
    addresses: dict[str, str], desks: list[Person]
) -> None:
    page = await desks[0].page()
    await sign_in(page, addresses["portal"], "Pia Partnerin")
    await page.goto(f"{addresses['portal']}/arbeitsbereich/angebote/neu")
    await fill_offer(page, "Baby-Eltern-Treff", network="hoerde")
    await page.locator("[name=min_age]").fill("0")
    await page.locator("[name=max_age]").fill("2")
    await page.locator("[name=max_age]").blur()
    await arrived(page, "Wer erreicht diese Familien noch?")
    assert desks[0].blocked == []


PAGES = {
    "koordination-3-kette": "/arbeitsbereich/quartier/hoerde/kette",
    "koordination-4-partner": "/arbeitsbereich/quartier/hoerde/partner",
    "koordination-5-kalender": "/arbeitsbereich/quartier/hoerde/kalender",
    "koordination-6-aufbau": "/arbeitsbereich/quartier/hoerde/aufbau",
}
MORE_PAGES = ("", "/vorschlaege", "/doppelungen", "/gruppen", "/vereinbarungen", "/wuensche", "/import", "/partner/neu")


async def test_the_pages_of_the_coordination_can_be_read_by_everybody(
    addresses: dict[str, str], desks: list[Person]
) -> None:
    page = await desks[0].page()
    await sign_in(page, addresses["portal"], "Canan Koordination")
    for name, path in PAGES.items():
        await page.goto(addresses["portal"] + path)
        await assert_accessible(page)
        await tour_picture(page, name)
    for path in MORE_PAGES:
        await page.goto(f"{addresses['portal']}/arbeitsbereich/quartier/hoerde{path}")
        await see(page, f"workspace-quarter{path.replace('/', '-')}")
    assert desks[0].blocked == []


async def test_the_pages_of_the_office_can_be_read_by_everybody(addresses: dict[str, str], desks: list[Person]) -> None:
    page = await desks[0].page()
    await sign_in(page, addresses["portal"], "Petra Amt")
    for name in (
        "quartiere",
        "rechte",
        "dubletten",
        "vorlage",
        "kennzahlen",
        "arten",
        "suchwoerter",
        "liegengeblieben",
    ):
        await page.goto(f"{addresses['portal']}/arbeitsbereich/fachstelle/{name}")
        await see(page, f"workspace-office-{name}")
    await page.goto(f"{addresses['portal']}/arbeitsbereich/fachstelle/quartiere")
    await tour_picture(page, "fachstelle-5-alle-quartiere")
    assert desks[0].blocked == []
