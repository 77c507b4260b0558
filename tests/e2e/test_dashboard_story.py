"""The office at its dashboard: signs in, sees what waits, narrows a list, takes it along, and looks at every page of hers."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import expect

from tests.e2e.accessibility import assert_accessible, assert_fits
from tests.e2e.conftest import Person, picture

pytestmark = pytest.mark.timeout(300)  # a dozen pages, each looked through by axe

NARROW = 320


async def test_the_office_reads_its_dashboard(addresses: dict[str, str], colleague: Person, tmp_path: Path) -> None:
    site = addresses["dashboard"]
    page = await colleague.page()

    await page.goto(site)
    await page.get_by_role("link", name="Für die Fachstelle").click()
    await page.get_by_text("Petra Amt").first.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Was ansteht")
    await picture(page, "dashboard-office")

    await page.get_by_role("link", name="Lücken und dünne Stellen").click()
    await page.get_by_label("Quartier").select_option("hoerde")
    await page.get_by_role("button", name="Eingrenzen").click()
    await page.get_by_role("link", name="Monate", exact=True).click()
    assert parse_qs(urlsplit(page.url).query) == {"quartier": ["hoerde"], "nach": ["months"]}
    await expect(page.locator("th[aria-sort=ascending]")).to_have_text("Monate ↑")
    await picture(page, "dashboard-holes")

    async with page.expect_download() as taken:
        await page.get_by_role("link", name="Excel").click()
    await (await taken.value).save_as(tmp_path / "luecken.xlsx")
    assert (tmp_path / "luecken.xlsx").read_bytes().startswith(b"PK")

    entries = page.locator(".sections a")
    paths = [await entries.nth(number).get_attribute("href") for number in range(await entries.count())]
    for path in ["/", "/abdeckung", *paths]:
        await page.goto(f"{site}{path}")
        await assert_accessible(page)
        await page.set_viewport_size({"width": NARROW, "height": 700})
        await assert_fits(page)
        await page.set_viewport_size({"width": 1280, "height": 900})
    assert colleague.blocked == []

    await page.get_by_role("button", name="Abmelden").click()
    await page.goto(f"{site}/fachstelle")
    assert urlsplit(page.url).netloc == urlsplit(addresses["issuer"]).netloc
