"""The four stories in Turkish and Arabic: family, partner, coordination and office, each at a browser that speaks only that language.

What is pressed and read is looked up in the catalogues, so a text that stayed German is not found.
"""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.async_api import Page, ViewportSize, expect

from shared.web.languages import BY_TAG, Language
from shared.web.translation import Texts
from tests.e2e.conftest import PHONE, ROOT, Arrive, Person
from tests.e2e.test_main_job import birth_of, confirm, newest_mail, publish, see, sign_in, subscribe
from tests.e2e.test_workspaces import fill_offer

pytestmark = pytest.mark.timeout(300)  # four people, each with pages that axe looks through

AGE_MONTHS = 14
DESK: ViewportSize = {"width": 1100, "height": 760}
PORTAL = ROOT / "services" / "portal"
PAGES_OF_COORDINATION = ("", "/partner", "/kette", "/aufbau", "/vereinbarungen", "/gruppen", "/wuensche", "/import")
PAGES_OF_OFFICE = ("quartiere", "rechte", "dubletten", "vorlage", "kennzahlen", "arten", "suchwoerter", "mailtexte")


Say = Callable[[str], str]


@pytest.fixture(params=["tr", "ar"])
def language(request: pytest.FixtureRequest) -> Language:
    return BY_TAG[request.param]


@pytest.fixture
def say(language: Language) -> Say:
    """A German text of a page in that language; one that is not translated is no answer."""
    texts = Texts([PORTAL, PORTAL / "web" / "workspace"]).of(language)

    def said(german: str) -> str:
        told = texts.gettext(german)
        assert told != german, f"not translated: {german}"
        return told

    return said


async def arrived(page: Page, language: Language, name: str) -> None:
    """Look at a page: it says that it is in that language, runs in its direction, and everybody can read it."""
    assert await page.locator("html").get_attribute("lang") == language.tag
    assert await page.evaluate("getComputedStyle(document.body).direction") == language.direction
    await see(page, f"{name}-{language.tag}")


async def subscribe_in(say: Say, page: Page, addresses: dict[str, str], address: str) -> None:
    await page.goto(f"{addresses['portal']}/quartier/hoerde/abonnieren")
    await page.locator("[name=child]").first.check()
    month, year = birth_of(AGE_MONTHS)
    await page.locator("[name=birth_month]").select_option(month)
    await page.locator("[name=birth_year]").select_option(year)
    for _ in range(2):
        await page.get_by_role("button", name=say("Weiter"), exact=True).click()
    await page.get_by_label(say("Ihre E-Mail-Adresse")).fill(address)
    await page.get_by_role("button", name=say("Nachrichten bestellen")).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(say("Bitte schauen Sie in Ihr Postfach"))


async def confirm_in(say: Say, page: Page, language: Language) -> None:
    """Open the link of the mail that is shown, and say yes."""
    await page.locator("a[href*='/abo/bestaetigen/']").first.click()
    await arrived(page, language, "family-confirm")
    await page.get_by_role("button", name=say("Ja, bitte schreiben Sie mir")).click()
    await expect(page.get_by_role("button", name=say("Ja, bitte schreiben Sie mir"))).to_be_hidden()


async def test_a_family_hears_in_its_language_and_stops_it_by_one_button(
    addresses: dict[str, str], language: Language, say: Say, arrive: Arrive, colleague: Person
) -> None:
    mails = Texts([ROOT / "services" / "notifications"]).of(language)
    address, title, later = (f"{name}-{uuid4().hex[:8]}" for name in ("aile", "Spielgruppe", "Turngruppe"))
    address += "@example.org"
    phone, desk = await (await arrive(PHONE, language=language.locale)).page(), await colleague.page()
    await subscribe_in(say, phone, addresses, address)
    await newest_mail(phone, addresses["mailbox"], mails.gettext("Bitte bestätigen Sie Ihr Abonnement"), to=address)
    await confirm_in(say, phone, language)

    await sign_in(desk, addresses["portal"], "Pia Partnerin")
    await publish(desk, addresses["portal"], title)
    await newest_mail(phone, addresses["mailbox"], title, to=address)
    because = mails.gettext("Sie bekommen diese Nachricht, weil:")
    age = mails.ngettext("%(num)s Monat", "%(num)s Monate", AGE_MONTHS) % {"num": AGE_MONTHS}
    await expect(phone.get_by_text(because)).to_contain_text(age)
    await expect(phone.get_by_text(because)).to_contain_text("Hörde")

    managed = await phone.locator("a[href*='/abo/']").first.get_attribute("href") or ""
    for _ in range(2):
        await phone.goto(managed)
        await expect(phone.get_by_role("button", name=say("Abbestellen"), exact=True)).to_be_visible()
    await arrived(phone, language, "family-preferences")
    await phone.get_by_role("button", name=say("Abbestellen"), exact=True).click()
    await expect(phone.get_by_text(say("Sie bekommen keine Nachrichten"))).to_be_visible()

    # Somebody else hears of the next offer; who has stopped it does not.
    control = f"eltern-{uuid4().hex[:8]}@example.org"
    other = await colleague.page()
    await subscribe(other, addresses, control)
    await confirm(other, addresses, control)
    await publish(desk, addresses["portal"], later)
    await newest_mail(desk, addresses["mailbox"], later, to=control)
    await phone.goto(f"{addresses['mailbox']}/?an={address}")
    await expect(phone.get_by_role("link", name=re.compile(title))).to_be_visible()
    await expect(phone.get_by_role("link", name=re.compile(later))).to_have_count(0)


async def test_partner_coordination_and_office_work_in_their_language(
    addresses: dict[str, str], language: Language, say: Say, arrive: Arrive
) -> None:
    portal, title = addresses["portal"], f"Vorlesezeit {uuid4().hex[:5]}"
    people = [await arrive(DESK, language=language.locale) for _ in range(3)]
    partner, coordination, office = [await person.page() for person in people]

    await sign_in(partner, portal, "Pia Partnerin")
    await arrived(partner, language, "partner-start")
    await partner.goto(f"{portal}/arbeitsbereich/angebote/neu")
    await fill_offer(partner, title, network="hoerde")
    await arrived(partner, language, "partner-offer")
    await partner.get_by_role("button", name=say("Zur Prüfung einreichen")).click()
    await expect(partner.get_by_text(say("Eingereicht. Die Koordination sieht es jetzt durch."))).to_be_visible()
    await partner.goto(f"{portal}/arbeitsbereich/angebote")
    await arrived(partner, language, "partner-offers")

    await sign_in(coordination, portal, "Canan Koordination")
    await coordination.goto(f"{portal}/arbeitsbereich/quartier/hoerde/pruefung")
    await arrived(coordination, language, "coordination-review")
    await coordination.get_by_label(re.compile(title)).check()
    await coordination.get_by_role("button", name=say("Angekreuzte veröffentlichen")).click()
    await expect(coordination.locator(".kern-alert--success")).to_be_visible()
    for path in PAGES_OF_COORDINATION:
        await coordination.goto(f"{portal}/arbeitsbereich/quartier/hoerde{path}")
        await arrived(coordination, language, f"coordination{path.replace('/', '-')}")

    await sign_in(office, portal, "Petra Amt")
    for path in PAGES_OF_OFFICE:
        await office.goto(f"{portal}/arbeitsbereich/fachstelle/{path}")
        await arrived(office, language, f"office-{path}")
    assert [person.blocked for person in people] == [[], [], []]
