"""Where supervised programs write; bounded by turning a large file over when its program starts."""

import os
from pathlib import Path

TURN_OVER_BYTES = 5 * 1024 * 1024


def open_log(path: Path) -> int:
    """A descriptor that appends to the log; a file above 5 MiB becomes `<name>.1`, the one before it goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > TURN_OVER_BYTES:
        path.replace(path.with_name(path.name + ".1"))
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)


def last_lines(path: Path, *, count: int = 15) -> str:
    """The end of a log, for a message about a program that did not come up."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 16_384))
        text = file.read().decode("utf-8", "replace")
    return "\n".join(text.splitlines()[-count:])
