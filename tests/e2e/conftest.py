"""The running platform, as `make run` starts it, and a real browser in front of it."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, async_playwright

from deploy.local.testing import passable_folder
from shared.testing.servers import free_port, wait_until

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "build" / "e2e"
TOUR = ROOT / os.environ.get("TOUR_FOLDER", "build/tour")
START_SECONDS = 90
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def addresses() -> Iterator[dict[str, str]]:
    """Start the platform in a folder of its own; yield what `infamilie status --json` prints.

    E2E_ADDRESSES, such a status, names a platform that runs already.
    """
    if running := os.environ.get("E2E_ADDRESSES"):
        yield json.loads(running)
        return
    with passable_folder() as folder:
        base = str(min(free_port(), 64_000))
        environment = {**os.environ, "INFAMILIE_DATA": str(folder / "data"), "INFAMILIE_PORT_BASE": base}
        command = [sys.executable, "-c", "from deploy.command_line import main; main()"]
        with (folder / "up.log").open("w") as log:
            platform = subprocess.Popen([*command, "up"], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_until(
                lambda: "Bereit nach" in (folder / "up.log").read_text(), what="ready", timeout_seconds=START_SECONDS
            )
            status = subprocess.run(
                [*command, "status", "--json"], cwd=ROOT, env=environment, capture_output=True, check=True
            )
            yield json.loads(status.stdout)
        finally:
            platform.send_signal(signal.SIGINT)
            platform.wait(30)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium."""
    async with async_playwright() as playwright:
        program = shutil.which("chromium")
        assert program is not None, "Chromium fehlt: apt-get install chromium"
        started = await playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        await started.close()


class Person:
    """Somebody with a browser of their own; what the strict policy blocked is remembered."""

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self.blocked: list[str] = []

    async def page(self) -> Page:
        """Open a tab."""
        page = await self._context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.blocked.append(str(error)))
        return page

    def _note(self, message: Any) -> None:
        if message.type == "error":
            self.blocked.append(message.text)


class Arrive(Protocol):
    """Makes somebody with a browser that asks for a language."""

    async def __call__(self, viewport: ViewportSize, *, language: str = "de-DE", is_mobile: bool = False) -> Person: ...


@pytest.fixture
async def arrive(browser: Browser) -> AsyncIterator[Arrive]:
    """People who come, and leave at the end of the test."""
    opened = []

    async def somebody(viewport: ViewportSize, *, language: str = "de-DE", is_mobile: bool = False) -> Person:
        context = await browser.new_context(
            viewport=viewport,
            is_mobile=is_mobile,
            has_touch=is_mobile,
            locale=language,
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
        )
        opened.append(context)
        return Person(context)

    yield somebody
    for context in opened:
        await context.close()


@pytest.fixture
async def parent(arrive: Arrive) -> Person:
    """A parent with a phone."""
    return await arrive(PHONE, is_mobile=True)


@pytest.fixture
async def colleague(arrive: Arrive) -> Person:
    """Somebody at a desk."""
    return await arrive(DESKTOP)


async def picture(page: Page, name: str) -> None:
    """Keep a picture of the page for looking at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


async def tour_picture(page: Page, name: str) -> None:
    """Keep what a visitor sees first of the page for docs/tour.md, small enough for a repository."""
    TOUR.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=TOUR / f"{name}.jpg", type="jpeg", quality=60)
