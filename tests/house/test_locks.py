"""The locks pin every package by version and hash, so that two machines install the same bytes."""

import json
import re

import pytest

from tests.house.tree import ROOT

PINNED = re.compile(r"^[a-z0-9][a-z0-9._-]*(?:\[[a-z0-9,._-]+\])?==\S+", re.IGNORECASE)


def packages(lock: str) -> list[str]:
    """The entries of requirements.lock: a package with its continuation lines is one entry."""
    return [entry for entry in re.split(r"\n(?=\S)", lock.strip()) if entry]


def loose_packages(lock: str) -> list[str]:
    """The entries that are not pinned, or have no hash."""
    return [entry for entry in packages(lock) if not PINNED.match(entry) or "--hash=sha256:" not in entry]


@pytest.fixture(scope="module")
def python_lock() -> str:
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.mark.parametrize(("lock", "at_least"), [("requirements.lock", 50), ("tests/bench/peers/requirements.lock", 10)])
def test_every_python_package_is_pinned_with_its_hashes(lock: str, at_least: int) -> None:
    content = (ROOT / lock).read_text(encoding="utf-8")
    assert len(packages(content)) > at_least
    assert loose_packages(content) == []


@pytest.mark.parametrize("planted", ["planted==1.0", "planted>=1.0 \\\n    --hash=sha256:00"])
def test_a_loose_python_package_is_found(python_lock: str, planted: str) -> None:
    assert loose_packages(f"{python_lock}{planted}\n") == [planted]


def test_every_front_end_package_is_pinned_with_its_hash() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    installed = {name: package for name, package in lock["packages"].items() if name}
    assert installed
    assert [name for name, package in installed.items() if "integrity" not in package or "version" not in package] == []
