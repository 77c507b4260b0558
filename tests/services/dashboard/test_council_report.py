"""The council's report: the figures of the pages, as an accessible paper and as a workbook."""

from io import BytesIO

import httpx
import openpyxl

from services.dashboard.web.office.report import IN_THE_REPORT
from shared.testing.pages import assert_page
from tests.services.dashboard.city import City, Quarter
from tests.services.dashboard.test_rollout import planned

PATH = "/fachstelle/bericht"


async def taken(city: City, path: str, *, by: str = "office") -> httpx.Response:
    await city.heard()
    return await city.dashboard.http.get(path, headers={**city.platform.headers(by), "Accept": "text/html,*/*"})


async def test_the_page_leads_to_both_files(city: City) -> None:
    page = await taken(city, PATH)

    assert_page(page.text)
    assert (f'href="{PATH}/rat.pdf"' in page.text, f'href="{PATH}/rat.xlsx"' in page.text) == (True, True)


async def test_the_paper_is_accessible_and_named_after_its_day(quarter: Quarter) -> None:
    await planned(quarter)
    await quarter.published(title="Elterncafé *mit* #Zeichen_")

    paper = await taken(quarter.city, f"{PATH}/rat.pdf")

    assert paper.status_code == httpx.codes.OK, paper.text
    assert paper.content.startswith(b"%PDF-")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in paper.content
    assert 'filename="bericht-20' in paper.headers["Content-Disposition"]


async def test_the_workbook_has_a_sheet_for_each_table_with_the_quarters_own_figures(quarter: Quarter) -> None:
    await planned(quarter)
    await quarter.published(0, 24)

    answer = await taken(quarter.city, f"{PATH}/rat.xlsx")

    workbook = openpyxl.load_workbook(BytesIO(answer.content), read_only=True)
    rows = {row[0]: row[1:] for row in workbook.worksheets[0].iter_rows(values_only=True)}
    assert len(workbook.sheetnames) == 2 + len(IN_THE_REPORT)
    assert rows[quarter.network][:3] == ("aktiv", "0 (Lücke)", "1 (dünn)")
    assert quarter.network in {row[0] for row in workbook.worksheets[1].iter_rows(values_only=True)}


async def test_only_the_office_takes_it(city: City) -> None:
    answers = [await taken(city, f"{PATH}{file}", by="somebody") for file in ("", "/rat.pdf", "/rat.xlsx")]

    assert {answer.status_code for answer in answers} == {httpx.codes.FORBIDDEN}
