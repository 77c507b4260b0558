"""axe-core (WCAG 2.2 AA rules) on a page as the browser shows it."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
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
