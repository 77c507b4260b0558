"""What no file of the repository may be or hold, whatever its language."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.tree import ROOT, kept_files, python_files, shown

LONGEST_FILE_LINES = 300
# Written by tools, by the European Commission, or made of data and translations that are read record by record.
MAY_BE_LONG = {".jpg", ".lock", ".po", ".yaml", ".yml"}
MAY_BE_LONG_BY_NAME = {"LICENSE", "package-lock.json"}
DRAWERS = {"utils", "util", "helpers", "helper", "misc", "common", "base", "manager", "managers"}
# The classes of one character keep this file from being found by its own patterns.
REGISTRY_ADDRESS = re.compile(r'"resolve[d]"|files\.pythonhoste[d]|registry\.npmj[s]|index-ur[l]')
MACHINE_PATH = re.compile(r"(?<![\w.:/$}~-])/(?:work|root|Users)/\w")


def is_too_long(text: str) -> bool:
    """A file of this length no longer holds one idea."""
    return text.count("\n") > LONGEST_FILE_LINES


def is_a_drawer(path: Path) -> bool:
    """A module or folder with such a name takes in everything and says nothing."""
    return bool(DRAWERS & {part.removesuffix(".py") for part in path.parts})


def names_a_registry(text: str) -> bool:
    """Locks carry versions and hashes; where packages come from is the machine's affair."""
    return bool(REGISTRY_ADDRESS.search(text))


def names_a_machine_path(text: str) -> bool:
    """A path that exists on one machine only."""
    return bool(MACHINE_PATH.search(text))


def offenders(rule: Callable[[str], bool], paths: list[Path]) -> list[str]:
    """The files whose text breaks the rule; what is no text can't break it."""
    return [shown(path) for path in paths if rule(path.read_text(encoding="utf-8", errors="ignore"))]


@pytest.fixture(scope="module")
def files() -> list[Path]:
    return kept_files()


def test_no_file_is_too_long(files: list[Path]) -> None:
    measured = [path for path in files if path.suffix not in MAY_BE_LONG and path.name not in MAY_BE_LONG_BY_NAME]
    assert offenders(is_too_long, measured) == []


def test_a_file_that_is_too_long_is_found() -> None:
    assert not is_too_long("line\n" * LONGEST_FILE_LINES)
    assert is_too_long("line\n" * (LONGEST_FILE_LINES + 1))


def test_no_module_is_a_drawer() -> None:
    assert [shown(path) for path in python_files() if is_a_drawer(path.relative_to(ROOT))] == []


@pytest.mark.parametrize("name", ["shared/utils.py", "services/offers/helpers/dates.py", "shared/web/base.py"])
def test_a_drawer_is_found(name: str) -> None:
    assert is_a_drawer(Path(name))


def test_no_file_names_a_package_registry(files: list[Path]) -> None:
    assert offenders(names_a_registry, files) == []


@pytest.mark.parametrize(
    "text", ['"resolved' + '": "x"', "https://files.python" + "hosted.org/x", "--index-" + "url x"]
)
def test_the_name_of_a_package_registry_is_found(text: str) -> None:
    assert names_a_registry(text)


def test_no_file_names_a_path_of_one_machine(files: list[Path]) -> None:
    assert offenders(names_a_machine_path, files) == []


@pytest.mark.parametrize("folder", ["work", "root", "Users"])
def test_a_path_of_one_machine_is_found(folder: str) -> None:
    assert names_a_machine_path(f'open("/{folder}/main/file")')
    assert not names_a_machine_path(f"https://example.org/{folder}/file")
