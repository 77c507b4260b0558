"""Each service starts with the other services' folders deleted, and without what only development needs, as its image does."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT, services

BYTECODE = shutil.ignore_patterns("__pycache__")


@pytest.fixture
def lonely_tree(tmp_path: Path) -> Path:
    """The shared code without its test tools, and a folder for one service."""
    shutil.copytree(ROOT / "shared", tmp_path / "shared", ignore=BYTECODE)
    shutil.rmtree(tmp_path / "shared" / "testing")
    (tmp_path / "services").mkdir()
    shutil.copy(ROOT / "services" / "__init__.py", tmp_path / "services")
    return tmp_path


@pytest.mark.parametrize("service", services())
def test_a_service_starts_without_its_neighbours(lonely_tree: Path, service: str) -> None:
    shutil.copytree(ROOT / "services" / service, lonely_tree / "services" / service, ignore=BYTECODE)
    program = f"import services.{service}.app as app; print(app.__file__, callable(app.create_app))"
    outcome = _python(lonely_tree, program)
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout.split() == [str(lonely_tree / "services" / service / "app.py"), "True"]


def test_a_service_that_needs_a_neighbour_is_found(lonely_tree: Path) -> None:
    planted = lonely_tree / "services" / "planted"
    planted.mkdir()
    (planted / "__init__.py").touch()
    (planted / "app.py").write_text("import services.registry.app\n", encoding="utf-8")
    outcome = _python(lonely_tree, "import services.planted.app")
    assert "No module named 'services.registry'" in outcome.stderr


def _python(tree: Path, program: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(tree)}
    command = [sys.executable, "-P", "-c", program]
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
