"""The Makefile explains itself: `make` shows every target with a line on what it does."""

import re
import subprocess

import pytest

from tests.house.tree import ROOT

TARGET = re.compile(r"^([a-z0-9][a-z0-9-]*):", re.MULTILINE)
HELP_TEXT = re.compile(r"^([a-z0-9-]+):.*## \S", re.MULTILINE)
PROMISED = {"run", "test", "check", "bench", "chaos", "e2e", "compose-smoke", "docs"}


def unexplained_targets(makefile: str) -> set[str]:
    """The targets whose line ends without a help text."""
    return set(TARGET.findall(makefile)) - set(HELP_TEXT.findall(makefile))


@pytest.fixture(scope="module")
def makefile() -> str:
    return (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_target_has_a_help_text(makefile: str) -> None:
    assert unexplained_targets(makefile) == set()


def test_a_target_without_a_help_text_is_found(makefile: str) -> None:
    assert unexplained_targets(makefile + "\nplanted: environment\n\t@true\n") == {"planted"}


def test_no_promised_target_is_missing(makefile: str) -> None:
    assert set(TARGET.findall(makefile)) >= PROMISED


def test_make_alone_shows_every_target(makefile: str) -> None:
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make ([a-z0-9-]+)  ", shown, re.MULTILINE)) == set(TARGET.findall(makefile))
