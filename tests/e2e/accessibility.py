"""axe-core (WCAG 2.2 AA rules) on a page as the browser shows it."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
LOOKS, LOOK_MILLISECONDS = 30, 100
TOO_WIDE = """
[...document.querySelectorAll('main *')].filter(each => each.getBoundingClientRect().right > innerWidth + 1 || each.getBoundingClientRect().left < -1)
    .filter(each => !each.closest('.table-frame, [role=region], .sections')).slice(0, 5).map(each => each.outerHTML.slice(0, 150))
"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@cache
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


async def assert_accessible(page: Page) -> None:
    """Fail with the rules that the page breaks, and where."""
    await page.evaluate(_source())
    result: dict[str, Any] = await page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS
    )
    found = [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in result["violations"]]
    assert found == [], f"{page.url}: {found}"


async def assert_fits(page: Page) -> None:
    """Fail if the page scrolls sideways once the browser has laid it out, with what is too wide."""
    for _ in range(LOOKS):
        if await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            return
        await page.wait_for_timeout(LOOK_MILLISECONDS)
    wide = await page.evaluate(TOO_WIDE)
    raise AssertionError(f"{page.url} is wider than the screen: {wide}")
