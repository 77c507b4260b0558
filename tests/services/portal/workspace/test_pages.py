"""Every page of the workspace is there for whom it is made, sound as HTML, and teaches where nothing is yet."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.services.portal.browser import Browser
from tests.services.portal.town import AWO, Town

QUARTER = "/arbeitsbereich/quartier/hoerde"
OFFICE = "/arbeitsbereich/fachstelle"
QUARTER_PAGES = (
    "",
    "/pruefung",
    "/vorschlaege",
    "/partner",
    "/partner/neu",
    "/kette",
    "/doppelungen",
    "/vereinbarungen",
    "/vereinbarungen/neu",
    "/aufbau",
    "/gruppen",
    "/gruppen/neu",
    "/import",
    "/wuensche",
    "/wuensche/neu",
    "/kalender",
    "/mailtexte",
    "/mailtexte/new-offer/de",
    "/ankerorte",
    "/ankerorte/neu",
    "/kontakte",
    "/kontakte/neu",
    "/leitbild",
    "/selbsteinschaetzung",
    "/selbsteinschaetzung/2026",
)
OFFICE_PAGES = (
    "/quartiere",
    "/quartiere/neu",
    "/quartiere/hoerde",
    "/rechte",
    "/rechte/neu",
    "/dubletten",
    "/arten",
    "/arten/neu",
    "/arten/other",
    "/suchwoerter",
    "/suchwoerter/neu",
    "/vorlage",
    "/kennzahlen",
    "/liegengeblieben",
    "/mailtexte",
    "/mailtexte/cancelled-offer/ar",
)
PARTNER_PAGES = ("", "/vereinbarungen", "/gruppen")


@pytest.mark.parametrize("page", QUARTER_PAGES)
async def test_the_coordination_finds_the_pages_of_its_quarter(browser: Browser, page: str) -> None:
    assert (await browser.sign_in("coordinator-hoerde", QUARTER + page)).status_code == 200


@pytest.mark.parametrize("page", QUARTER_PAGES)
async def test_another_quarters_pages_are_refused(browser: Browser, page: str) -> None:
    assert (await browser.sign_in("coordinator-eving", QUARTER + page)).status_code == 403


@pytest.mark.parametrize("page", OFFICE_PAGES)
async def test_the_office_finds_its_pages(browser: Browser, page: str) -> None:
    assert (await browser.sign_in("office", OFFICE + page)).status_code == 200


@pytest.mark.parametrize("page", OFFICE_PAGES)
async def test_a_coordination_is_no_office(browser: Browser, page: str) -> None:
    assert (await browser.sign_in("coordinator-hoerde", OFFICE + page)).status_code == 403


@pytest.mark.parametrize("page", PARTNER_PAGES)
async def test_a_partner_finds_its_own_pages(browser: Browser, page: str) -> None:
    path = f"/arbeitsbereich/organisation/{AWO}{page}"
    assert (await browser.sign_in("partner-awo", path)).status_code == 200


@pytest.mark.parametrize("page", PARTNER_PAGES)
async def test_somebody_elses_organisation_is_refused(browser: Browser, page: str) -> None:
    path = f"/arbeitsbereich/organisation/{AWO}{page}"
    assert (await browser.sign_in("coordinator-hoerde", path)).status_code == 403


COMMON_PAGES = ("", "/angebote", "/einladungen", "/projekte", "/projekte/neu")


@pytest.mark.parametrize("path", [f"/arbeitsbereich{page}" for page in COMMON_PAGES])
@pytest.mark.parametrize("person", ["office", "coordinator-hoerde"])
async def test_the_common_pages_are_there_for_both(browser: Browser, person: str, path: str) -> None:
    assert (await browser.sign_in(person, path)).status_code == 200


@pytest.mark.parametrize("path", ["/anmelden?next=/einladung", "/mitarbeit", "/arbeitsbereich"])
async def test_somebody_without_a_grant_finds_the_ways_in(browser: Browser, path: str) -> None:
    assert (await browser.sign_in("newcomer", path)).status_code == 200


async def test_a_list_is_taken_home_as_a_file(town: Town, browser: Browser) -> None:
    await browser.sign_in("coordinator-hoerde")
    file = await browser.http.get(f"{QUARTER}/partner", params={"als": "csv", "suche": "awo"})
    assert file.headers["content-disposition"] == 'attachment; filename="partner-hoerde.csv"'
    assert file.text.splitlines()[1].startswith("AWO Dortmund;")


async def test_a_list_is_taken_home_as_a_workbook(browser: Browser) -> None:
    await browser.sign_in("coordinator-hoerde", f"{QUARTER}/partner")
    link = next(link for link in browser.tree.iter("a") if link.text == "Excel-Tabelle")
    file = await browser.http.get(link.get("href", ""), params={"als": "xlsx", "suche": "awo"})
    assert file.headers["content-disposition"] == 'attachment; filename="partner-hoerde.xlsx"'
    rows = list(load_workbook(BytesIO(file.content)).worksheets[0].values)
    assert [row[0] for row in rows[1:]] == ["AWO Dortmund"]


async def test_an_ending_that_is_none_shows_the_list(browser: Browser) -> None:
    await browser.sign_in("coordinator-hoerde")
    page = await browser.get(f"{QUARTER}/partner", als="exe")
    assert page.headers["content-type"].startswith("text/html")


async def test_the_calendar_is_a_paper_to_print(town: Town, browser: Browser) -> None:
    schedule = {
        "recurrences": [
            {"first_day": "2026-12-01", "starts_at": "09:30", "ends_at": "11:00", "rule": "FREQ=WEEKLY;BYDAY=TU"}
        ]
    }
    await town.published(title="Jeden Dienstag im Kalender", schedule=schedule)
    await browser.sign_in("coordinator-hoerde")
    paper = await browser.http.get(f"{QUARTER}/kalender.pdf", params={"ab": "2026-12", "monate": "1"})
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-1.7")
    assert b"pdfuaid" in paper.content


async def test_a_month_that_is_none_is_refused(browser: Browser) -> None:
    await browser.sign_in("coordinator-hoerde")
    assert (await browser.http.get(f"{QUARTER}/kalender.pdf", params={"ab": "2026-13"})).status_code == 422
