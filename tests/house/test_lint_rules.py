"""The lint rules this house leans on are in force: each is shown a line that breaks it."""

import json
import subprocess
import sys

import pytest

from tests.house.tree import ROOT

DOCSTRING = '"""Planted."""\n\n'
BROKEN = {
    "D100": "FLOORS = 3\n",
    "TID252": DOCSTRING + "from . import clock\n",
    "DTZ005": DOCSTRING + "from datetime import datetime\n\nNOW = datetime.now()\n",
    "T201": DOCSTRING + 'print("hello")\n',
    "BLE001": DOCSTRING + "try:\n    import json\nexcept Exception:\n    json = None\n",
    "ERA001": DOCSTRING + "# floors = 3\n",
    "PGH003": DOCSTRING + "FLOORS: int = 'three'  # type: " + "ignore\n",
    "S608": DOCSTRING + "def rows(name: str) -> str:\n    return f\"SELECT * FROM {name} WHERE id = '1'\"\n",
    "F401": DOCSTRING + "import json\n",
}


@pytest.mark.parametrize("rule", sorted(BROKEN))
def test_a_line_that_breaks_the_rule_is_found(rule: str) -> None:
    assert rule in _findings(BROKEN[rule])


def test_a_clean_module_passes() -> None:
    assert _findings(DOCSTRING + "FLOORS = 3\n") == set()


def _findings(source: str) -> set[str]:
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--output-format=json",
        "--stdin-filename=shared/web/planted.py",
    ]
    outcome = subprocess.run(command, cwd=ROOT, input=source, capture_output=True, text=True, check=False)
    return {finding["code"] for finding in json.loads(outcome.stdout)}
