"""Every page that people at work can reach by links, by role and language: valid, accessible, and no wider than a small telephone."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.async_api import Page, Response, ViewportSize

from shared.testing.pages import assert_page
from shared.web.languages import DESK_LANGUAGES, Language
from tests.e2e.accessibility import assert_accessible, assert_fits
from tests.e2e.conftest import Arrive, Person, picture

pytestmark = pytest.mark.timeout(900)  # up to a hundred pages, each looked through by axe


@dataclass(frozen=True)
class Desk:
    """Where somebody works, and how many kinds of pages there are at least."""

    site: str
    person: str
    start: str
    own: tuple[str, ...]
    least: int


WORKSPACE = ("/arbeitsbereich", "/mitarbeit", "/einladung")
DESKS = {
    "partner": Desk("portal", "Pia Partnerin", "/arbeitsbereich", WORKSPACE, 12),
    "coordination": Desk("portal", "Canan Koordination", "/arbeitsbereich", WORKSPACE, 30),
    "office": Desk("portal", "Petra Amt", "/arbeitsbereich", WORKSPACE, 50),
    "overview": Desk("dashboard", "Petra Amt", "/fachstelle", ("/",), 15),
}
DESK: ViewportSize = {"width": 1280, "height": 900}
# At 1,280 pixels twice as large, and the smallest telephone.
NARROW: tuple[ViewportSize, ...] = ({"width": 640, "height": 450}, {"width": 320, "height": 640})
NO_PAGE = re.compile(r"\.(?:pdf|ics|csv|xlsx|json)(?:$|\?)|[?&]als=|/abmelden|/beleg/|/datei/")
OF_ONE_THING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
# All quarters have the same pages; one is looked at.
OTHER_QUARTER = re.compile(r"/quartier/(?!hoerde(?:/|$))")


@pytest.fixture(params=DESK_LANGUAGES, ids=lambda language: language.tag)
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture
async def reader(arrive: Arrive, language: Language) -> Person:
    return await arrive(DESK, language=language.locale)


def shape(path: str) -> str:
    """What pages about one thing each have in common."""
    return OF_ONE_THING.sub("…", path)


async def links(page: Page, desk: Desk) -> list[str]:
    """The paths of our own pages that this page leads to, without what only filters or sorts it."""
    found = await page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    addresses = [urljoin(page.url, href) for href in found if not NO_PAGE.search(href)]
    here = urlsplit(page.url).netloc
    paths = [urlsplit(address).path for address in addresses if urlsplit(address).netloc == here]
    return [path for path in paths if path.startswith(desk.own) and not OTHER_QUARTER.search(path)]


async def look_at(page: Page, answer: Response | None, language: Language) -> None:
    assert answer is not None
    assert answer.status == 200, f"{answer.status}: {page.url}"
    assert_page(await answer.text())
    assert await page.locator("html").get_attribute("lang") == language.tag
    await assert_accessible(page)
    for size in NARROW:
        await page.set_viewport_size(size)
        await assert_fits(page)
    await page.set_viewport_size(DESK)


@pytest.mark.parametrize("role", DESKS)
async def test_every_page_of_a_role_can_be_read_by_everybody(
    addresses: dict[str, str], reader: Person, language: Language, role: str
) -> None:
    desk, page = DESKS[role], await reader.page()
    site = addresses[desk.site]
    await page.goto(site + desk.start)
    await page.get_by_role("button", name=re.compile(desk.person)).click()
    await page.wait_for_url(site + desk.start)
    waiting, seen = [desk.start], {desk.start}
    while waiting:
        path = waiting.pop(0)
        await look_at(page, await page.goto(site + path), language)
        await picture(page, f"every-{role}-{language.tag}{shape(path).replace('/', '-')}")
        new = {shape(each): each for each in await links(page, desk) if shape(each) not in seen}
        seen |= new.keys()
        waiting += new.values()
    assert len(seen) >= desk.least, sorted(seen)
    assert reader.blocked == []
