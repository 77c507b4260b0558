"""Programs that do the same work as the platform, in an environment of their own and from their own lock: the platform needs none of them."""

import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

from deploy.local.testing import REPOSITORY

LOCK: Final = Path(__file__).with_name("requirements.lock")
PLACE: Final = REPOSITORY / "build" / "peers"


def peers_python() -> Path:
    """Return the Python that has the peers; they are installed when they are first asked for, or when the lock has changed."""
    python, stamp = PLACE / "bin" / "python", PLACE / "installed"
    if not stamp.exists() or stamp.read_text() != LOCK.read_text():
        venv.create(PLACE, clear=True, with_pip=True)
        quietly = ("--quiet", "--disable-pip-version-check", "--no-input")
        command = (python, "-m", "pip", "install", *quietly, "--require-hashes", "-r", LOCK)
        subprocess.run(command, check=True, stdout=sys.stderr)
        stamp.write_text(LOCK.read_text())
    return python
