"""Names what the image needs at run time: `python -m deploy.containers.requirements` prints one package a line.

Only names: versions and hashes come from requirements.lock, which pip takes as constraints.
"""

import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[2] / "pyproject.toml"
# The mailbox's SMTP server, and the reader of the reference data.
FROM_LOCAL = ("aiosmtpd", "pyyaml")


def run_time_packages(project: Path = PROJECT) -> list[str]:
    """Return the project's own requirements and the few of the embedded stack that containers use too."""
    described = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    local = described["optional-dependencies"]["local"]
    return [*described["dependencies"], *(name for name in FROM_LOCAL if name in local)]


if __name__ == "__main__":
    sys.stdout.write("\n".join(run_time_packages()) + "\n")
