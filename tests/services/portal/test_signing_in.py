"""Signing in at the demo issuer and out again; nobody is sent anywhere else."""

import pytest

from tests.services.portal.browser import Browser


async def test_signing_in_leads_back_to_the_page_that_needed_it(browser: Browser) -> None:
    await browser.sign_in("partner-awo", "/arbeitsbereich/angebote/neu")
    assert browser.path == "/arbeitsbereich/angebote/neu"
    assert browser.page is not None
    assert "Pia Partnerin" in browser.page.text


async def test_signing_out_says_goodbye_in_the_house_and_ends_the_session(browser: Browser) -> None:
    await browser.sign_in("partner-awo")
    page = await browser.send(button="Abmelden")
    assert "Sie sind abgemeldet" in browser.text
    assert "/logout?" in page.text
    answer = await browser.http.get("/arbeitsbereich")
    assert answer.headers["location"].startswith("/anmelden?")


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
async def test_nobody_is_sent_to_another_site(browser: Browser, target: str) -> None:
    await browser.sign_in("partner-awo", f"/anmelden?next={target}")
    assert browser.path == "/"


async def test_an_account_without_a_grant_is_shown_the_ways_in(browser: Browser) -> None:
    page = await browser.sign_in("without-grant")
    assert page.status_code == 200
    assert "Einladung annehmen" in browser.text
    assert (await browser.get("/arbeitsbereich/angebote")).status_code == 403


async def test_a_made_up_way_back_is_a_plain_page(browser: Browser) -> None:
    page = await browser.get("/anmelden/zurueck", code="x", state="y")
    assert page.status_code == 400
    assert "Die Anmeldung wurde nicht abgeschlossen" in browser.text


async def test_signing_out_needs_our_own_form(browser: Browser) -> None:
    await browser.sign_in("partner-awo")
    assert (await browser.post("/abmelden", {})).status_code == 403
    assert (await browser.get("/arbeitsbereich")).status_code == 200
