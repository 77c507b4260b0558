"""What a backup says of itself: when it was made, of which databases, and the checksum of each file."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

NAME = "backup.json"
LAYOUT = 1


class BackupBroken(Exception):
    """The folder is no backup, or a file of it is missing or was changed."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """`dumps` names the file of each instance, `digests` the SHA-256 of each file,
    `keys` what tells the deployment's keys from others.
    """

    made_at: str
    dumps: Mapping[str, str]
    digests: Mapping[str, str]
    keys: Mapping[str, str]
    layout: int = LAYOUT

    def write(self, folder: Path) -> None:
        """Write the file that makes the folder a backup."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")


def describe(folder: Path, *, dumps: Mapping[str, str], keys: Mapping[str, str], made_at: datetime) -> Manifest:
    """Return what there is to say of a folder's files."""
    digests = {path.name: digest_of(path) for path in sorted(folder.iterdir()) if path.name != NAME}
    return Manifest(made_at=made_at.isoformat(), dumps=dumps, digests=digests, keys=keys)


def read_manifest(folder: Path) -> Manifest:
    """Return a backup's manifest once all its files are as they were written; raises BackupBroken."""
    try:
        manifest = Manifest(**json.loads((folder / NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as unreadable:
        raise BackupBroken(f"{NAME} fehlt oder ist nicht lesbar") from unreadable
    if manifest.layout != LAYOUT:
        raise BackupBroken(f"Aufbau {manifest.layout} ist dieser Fassung unbekannt")
    for name, digest in manifest.digests.items():
        path = folder / name
        if Path(name).name != name or not path.is_file() or digest_of(path) != digest:
            raise BackupBroken(f"{name} fehlt oder wurde verändert")
    return manifest


def digest_of(path: Path) -> str:
    """Return a file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
