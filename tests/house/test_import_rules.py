"""Each import rule is kept by the tree as it stands, and breaks when its violation is planted in a copy of it."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.tree import ROOT

PACKAGES = ("deploy", "services", "shared")


@dataclass(frozen=True, kw_only=True)
class Violation:
    """A module that no rule allows: where it is planted, what it imports, and the rule that must say so."""

    rule: str
    planted: str
    imports: str


VIOLATIONS = [
    Violation(rule="deploy may import services", planted="shared/web/planted.py", imports="services.planted_one"),
    Violation(rule="deploy may import services", planted="shared/database/planted.py", imports="deploy"),
    Violation(rule="deploy may import services", planted="services/planted_one/planted.py", imports="deploy"),
    Violation(
        rule="Services never import each other",
        planted="services/planted_one/use_cases/planted.py",
        imports="services.planted_two.domain",
    ),
    Violation(
        rule="Inside a service",
        planted="services/planted_one/domain/planted.py",
        imports="services.planted_one.storage",
    ),
    Violation(
        rule="Inside a service",
        planted="services/planted_one/storage/planted.py",
        imports="services.planted_one.use_cases",
    ),
    Violation(
        rule="Inside a service", planted="services/planted_one/use_cases/planted.py", imports="services.planted_one.api"
    ),
    Violation(
        rule="Inside a service", planted="services/planted_one/api/planted.py", imports="services.planted_one.events"
    ),
    Violation(
        rule="Inside a service", planted="services/planted_one/web/planted.py", imports="services.planted_one.app"
    ),
    Violation(rule="domain is plain Python", planted="services/planted_one/domain/planted.py", imports="fastapi"),
    Violation(rule="domain is plain Python", planted="services/planted_one/domain/planted.py", imports="sqlalchemy"),
    Violation(rule="domain is plain Python", planted="services/planted_one/domain/planted.py", imports="pydantic"),
    Violation(rule="The contracts need no other", planted="shared/contracts/planted.py", imports="shared.web"),
    Violation(rule="No running service needs", planted="services/planted_one/planted.py", imports="shared.testing"),
]


@pytest.fixture
def copied_tree(tmp_path: Path) -> Path:
    """The packages with two more services in which every layer exists, so that each rule has something to bite on."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=_only_packages)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for service in ("planted_one", "planted_two"):
        _plant(tmp_path / "services" / service / "__init__.py")
        _plant(tmp_path / "services" / service / "app.py")
        for layer in ("api", "events", "web", "use_cases", "storage", "domain"):
            _plant(tmp_path / "services" / service / layer / "__init__.py")
    return tmp_path


def test_the_tree_keeps_every_import_rule(copied_tree: Path) -> None:
    outcome = _lint(copied_tree)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert "0 broken" in outcome.stdout


@pytest.mark.parametrize("violation", VIOLATIONS, ids=lambda violation: f"{violation.planted}-{violation.imports}")
def test_a_planted_violation_breaks_its_rule(copied_tree: Path, violation: Violation) -> None:
    _plant(copied_tree / violation.planted, f"import {violation.imports}\n")
    outcome = _lint(copied_tree)
    broken = [line for line in outcome.stdout.splitlines() if line.endswith("BROKEN")]
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
    assert [line for line in broken if violation.rule in line], outcome.stdout


def _plant(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _only_packages(folder: str, names: list[str]) -> list[str]:
    """Everything but the Python files and the folders they stand in: pages, fonts and reference data import nothing."""
    return [
        name for name in names if name == "__pycache__" or not (name.endswith(".py") or Path(folder, name).is_dir())
    ]


def _lint(tree: Path) -> subprocess.CompletedProcess[str]:
    # One line a rule: the wide terminal keeps the linter from wrapping the names.
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = {"PATH": "/usr/bin:/bin", "COLUMNS": "300", "PYTHONPATH": str(tree)}
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
