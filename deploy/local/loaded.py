"""Remembers which state of the reference data was loaded; data that people changed since is not loaded over."""

import hashlib
from pathlib import Path

from deploy.local.installation import Installation
from deploy.local.secret_store import write_private
from deploy.reference.folder import DORTMUND

MARKER = "reference-data.sha256"


def is_loaded(installation: Installation) -> bool:
    """Return whether the reference data was loaded before, as it is now."""
    return says_loaded(installation.data_dir / MARKER)


def says_loaded(marker: Path) -> bool:
    """Return whether the file names the present state of the reference data."""
    return marker.exists() and marker.read_text(encoding="utf-8") == _digest()


def note_loaded(marker: Path) -> None:
    """Write down that the present state was loaded."""
    write_private(marker, _digest())


def _digest() -> str:
    content = hashlib.sha256()
    for path in sorted(DORTMUND.rglob("*.yaml")):
        content.update(path.read_bytes())
    return content.hexdigest()
