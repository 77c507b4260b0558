"""The main job in a browser: a family subscribes, a partner publishes, the mail comes, the office sees it live."""

import asyncio
import re
from datetime import date
from uuid import uuid4

from playwright.async_api import Page, expect

from tests.e2e.accessibility import assert_accessible
from tests.e2e.conftest import Person, picture

AGE_MONTHS = 14


def birth_of(age_months: int) -> tuple[str, str]:
    today = date.today()  # noqa: DTZ011 - a month is enough
    months = today.year * 12 + today.month - 1 - age_months
    return str(months % 12 + 1), str(months // 12)


async def see(page: Page, name: str) -> None:
    await picture(page, name)
    await assert_accessible(page)


async def newest_mail(page: Page, mailbox: str, subject: str, *, to: str = "") -> None:
    """Open the mail, of this address only; the mailbox shows what has come when it is loaded, so it is loaded until the mail is there."""
    mail = page.get_by_role("link", name=re.compile(re.escape(subject))).first
    async with asyncio.timeout(20):
        await page.goto(f"{mailbox}/?an={to}")
        while not await mail.is_visible():
            await page.wait_for_timeout(200)
            await page.reload()
    await mail.click()


async def subscribe(page: Page, addresses: dict[str, str], address: str) -> None:
    await page.goto(f"{addresses['portal']}/quartier/hoerde")
    await see(page, "parent-quarter")
    await page.get_by_role("link", name=re.compile("Nachrichten|bestellen|Bescheid")).first.click()
    await page.get_by_label(re.compile("^Für mein Kind")).check()
    month, year = birth_of(AGE_MONTHS)
    await page.locator("[name=birth_month]").select_option(month)
    await page.locator("[name=birth_year]").select_option(year)
    await see(page, "parent-subscribe")
    await page.get_by_role("button", name="Weiter", exact=True).click()
    await see(page, "parent-subscribe-what")
    await page.get_by_role("button", name="Weiter", exact=True).click()
    await page.get_by_label("Ihre E-Mail-Adresse").fill(address)
    await see(page, "parent-subscribe-where")
    await page.get_by_role("button", name="Nachrichten bestellen").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Bitte schauen Sie in Ihr Postfach")


async def confirm(page: Page, addresses: dict[str, str], address: str = "") -> None:
    await newest_mail(page, addresses["mailbox"], "Bitte bestätigen Sie", to=address)
    await picture(page, "parent-mailbox")
    await page.locator("a[href*='/abo/bestaetigen/']").first.click()
    await see(page, "parent-confirm")
    await page.get_by_role("button", name="Ja, bitte schreiben Sie mir").click()
    await expect(page.get_by_role("button", name="Ja, bitte schreiben Sie mir")).to_be_hidden()
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await see(page, "parent-confirmed")


async def sign_in(page: Page, portal: str, name: str) -> None:
    await page.goto(f"{portal}/arbeitsbereich")
    await picture(page, "issuer")
    await page.get_by_role("button", name=re.compile(name)).click()
    await expect(page.get_by_role("heading", level=1)).to_be_visible()


async def publish(page: Page, portal: str, title: str) -> None:
    await page.goto(f"{portal}/arbeitsbereich/angebote/neu")
    await page.locator("[name=title]").fill(title)
    await page.locator("[name=network]").select_option("hoerde")
    await page.locator("[name=organisation]").select_option(label="AWO Unterbezirk Dortmund")
    await page.locator("[name=min_age]").fill("6")
    await page.locator("[name=min_unit]").select_option("months")
    await page.locator("[name=max_age]").fill("2")
    await page.locator("[name=schedule_text]").fill("mittwochs 9:30 bis 11 Uhr")
    await page.locator("[name=place1_name]").fill("Familienzentrum Hörde")
    await page.locator("[name=cost][value=free]").check()
    await see(page, "partner-offer")
    await page.get_by_role("button", name="Speichern und veröffentlichen").click()
    await expect(page.get_by_text("benachrichtigt").first).to_be_visible()
    await see(page, "partner-published")


async def test_a_new_offer_reaches_the_family_and_the_office(
    addresses: dict[str, str], parent: Person, colleague: Person
) -> None:
    title = f"Krabbelgruppe {uuid4().hex[:6]}"
    phone, desk, wall = await parent.page(), await colleague.page(), await colleague.page()
    await subscribe(phone, addresses, f"eltern-{uuid4().hex[:8]}@example.org")
    await confirm(phone, addresses)
    await wall.goto(addresses["dashboard"])
    await see(wall, "office-dashboard-before")

    await sign_in(desk, addresses["portal"], "Pia Partnerin")
    await publish(desk, addresses["portal"], title)

    await expect(wall.get_by_text(title).first).to_be_visible(timeout=10_000)
    await see(wall, "office-dashboard-live")
    await newest_mail(phone, addresses["mailbox"], title)
    await picture(phone, "parent-notice")
    await phone.locator("a[href*='/angebot/']").first.click()
    await expect(phone.get_by_role("heading", level=1)).to_have_text(title)
    await see(phone, "parent-offer")
    assert parent.blocked == []
    assert colleague.blocked == []


async def test_a_mail_scanner_changes_nothing_and_one_button_ends_it(addresses: dict[str, str], parent: Person) -> None:
    phone = await parent.page()
    await subscribe(phone, addresses, f"eltern-{uuid4().hex[:8]}@example.org")
    await confirm(phone, addresses)
    managed = await phone.locator("a[href*='/abo/']").first.get_attribute("href") or ""

    await phone.goto(managed if managed.startswith("http") else addresses["portal"] + managed)
    await phone.reload()
    await see(phone, "parent-preferences")
    await phone.get_by_role("button", name=re.compile("bestell|Abmelden|beenden")).first.click()

    await see(phone, "parent-unsubscribed")


async def test_the_pages_of_the_portal_are_accessible_in_every_language(
    addresses: dict[str, str], parent: Person
) -> None:
    phone = await parent.page()
    for language in ("de", "de-x-leicht", "tr", "ar"):
        for name, path in {
            "home": "/",
            "quarter": "/quartier/hoerde",
            "subscribe": "/quartier/hoerde/abonnieren",
        }.items():
            await phone.goto(f"{addresses['portal']}{path}?lang={language}")
            await see(phone, f"{name}-{language}")
