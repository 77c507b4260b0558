"""Generated secrets of one embedded stack: made once, kept in one file that only its owner can read."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_private(path: Path, content: str) -> None:
    """Replaces a file in one step; it is never readable by others and survives a power cut whole."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


class SecretStore:
    """Named secrets in a JSON file; a name asked for the first time gets a new random value. Several processes may ask at once."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def secret(self, name: str) -> str:
        """The secret of this name: 43 URL-safe characters, 256 random bits."""
        return self._read().get(name) or self._add(name)

    def _add(self, name: str) -> str:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._nobody_else_adding():
            known = self._read()
            if name not in known:
                known[name] = secrets.token_urlsafe(32)
                write_private(self._path, json.dumps(known, indent=2, sort_keys=True))
            return known[name]

    @contextmanager
    def _nobody_else_adding(self) -> Iterator[None]:
        with self._path.with_name(f".{self._path.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _read(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        known: dict[str, str] = json.loads(self._path.read_text(encoding="utf-8"))
        return known
