"""Whoever silences a check names it and says why."""

import re

import pytest

from tests.house.tree import python_files, shown

# Assembled, so that this file does not silence anything itself.
NOQA = "no" + "qa"
IGNORE = "type: " + "ignore"
SUPPRESSION = re.compile(rf"#\s*(?:{NOQA}|{IGNORE}|ruff: {NOQA}|mypy: ).*", re.IGNORECASE)
ARGUED = re.compile(
    rf"#\s*(?:(?:ruff: )?{NOQA}: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)*|{IGNORE}\[[a-z, -]+\]|mypy: [a-z-]+)\s+(?:--?|–|—|#)\s*\w.{{9}}"
)


def unargued(text: str) -> list[str]:
    """The suppressions without a code, or without a reason of some words after it."""
    return [found for found in SUPPRESSION.findall(text) if not ARGUED.match(found)]


def test_every_suppression_has_a_code_and_a_reason() -> None:
    found = {shown(path): unargued(path.read_text(encoding="utf-8")) for path in python_files()}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        f"x = 1  # {NOQA}",
        f"x = 1  # {NOQA}: S101",
        f"x = 1  # {IGNORE}",
        f"x = 1  # {IGNORE}[misc]",
        f"# ruff: {NOQA}",
    ],
)
def test_a_suppression_without_a_reason_is_found(line: str) -> None:
    assert unargued(line)


@pytest.mark.parametrize(
    "line",
    [
        f"x = 1  # {NOQA}: BLE001 - the task's end must be told",
        f"x = 1  # {NOQA}: S603, S607 -- our own program",
        f"x = 1  # {IGNORE}[no-untyped-call]  # redis-py gives it no types",
    ],
)
def test_an_argued_suppression_passes(line: str) -> None:
    assert unargued(line) == []
