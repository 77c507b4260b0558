"""Events as they were once published: one file or more for each contract and version, append-only.

After adding a file, `.venv/bin/python -m tests.shared.contracts.golden_files` writes its line into digests.txt; a file that has its
line is never changed again, for events like it lie in the logs of all cities.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

FOLDER = Path(__file__).parent / "golden"
DIGESTS = FOLDER / "digests.txt"

Golden = dict[str, Any]


def golden_paths() -> list[Path]:
    """The files in the order of their names."""
    return sorted(FOLDER.glob("*.json"))


def read_golden(path: Path) -> Golden:
    """The event as a feed served it."""
    event: Golden = orjson.loads(path.read_bytes())
    return event


def recorded_digests(written: str) -> dict[str, str]:
    """The digest of each file by its name; a name has one line."""
    lines = [line.split() for line in written.splitlines()]
    digests = {name: digest for digest, name in lines}
    assert len(digests) == len(lines), "a golden file has two lines"
    return digests


def digests_of(paths: list[Path]) -> dict[str, str]:
    """The SHA-256 of each file as it is now, by its name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def changed(recorded: Mapping[str, str], present: Mapping[str, str]) -> list[str]:
    """The files that are gone or say something else than when they were recorded."""
    return [name for name, digest in recorded.items() if present.get(name) != digest]


def record_new_files() -> None:
    """Append a line for each file that has none; lines that are there stay."""
    written = DIGESTS.read_text(encoding="utf-8") if DIGESTS.exists() else ""
    recorded = recorded_digests(written)
    new = [f"{digest}  {name}\n" for name, digest in digests_of(golden_paths()).items() if name not in recorded]
    DIGESTS.write_text(written + "".join(new), encoding="utf-8")


if __name__ == "__main__":
    record_new_files()
