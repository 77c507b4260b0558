"""The folder in which one embedded stack keeps everything; a marker file tells it from other people's folders."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.refusals import StartRefused
from deploy.local.secret_store import write_private

MARKER = "infamilie-data.json"
LOCK = "running.lock"
UNFINISHED_RESTORE = "restore.unfinished"
LAYOUT_VERSION = 1


def open_data_directory(path: Path) -> Path:
    """Makes the folder or recognises it as ours; returns its absolute path, raises StartRefused for any other."""
    path = path.expanduser().absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
        entries = {entry.name for entry in path.iterdir()}
    except OSError as error:
        raise StartRefused(
            f"Das Datenverzeichnis {path} lässt sich nicht anlegen oder lesen: {error.strerror}.",
            advice="Wählen Sie mit --data-dir ein Verzeichnis, in das Sie schreiben dürfen.",
        ) from error
    if MARKER in entries:
        _check_layout(path)
    elif entries:
        raise StartRefused(
            f"Das Verzeichnis {path} ist nicht leer und wurde nicht von INFamilie angelegt. Es bleibt unberührt.",
            advice="Wählen Sie mit --data-dir ein leeres oder neues Verzeichnis.",
        )
    else:
        _mark(path)
    return path


@contextmanager
def held_alone(data_dir: Path) -> Iterator[None]:
    """Holds the folder for this process; the kernel lets go of it when the process ends, however it ends."""
    descriptor = os.open(data_dir / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _already_running(data_dir, os.pread(descriptor, 20, 0).decode().strip()) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def is_held(data_dir: Path) -> bool:
    """Whether a running stack holds the folder."""
    if not (data_dir / LOCK).exists():
        return False
    with (data_dir / LOCK).open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@contextmanager
def restoring(data_dir: Path, *, unless: tuple[type[Exception], ...]) -> Iterator[None]:
    """Marks the folder as not fit to be served from until the block has ended well, or by an error that left all as it was."""
    marker = data_dir / UNFINISHED_RESTORE
    was_unfinished = marker.exists()
    write_private(marker, "")
    try:
        yield
    except unless:
        if not was_unfinished:
            marker.unlink()
        raise
    marker.unlink()


def refuse_half_restored(data_dir: Path) -> None:
    """Raises StartRefused where a restore was begun and not ended: who was erased could be in the databases again."""
    if (data_dir / UNFINISHED_RESTORE).exists():
        raise StartRefused(
            "Eine Rücksicherung wurde begonnen und nicht beendet. In den Datenbanken kann stehen, was gelöscht werden musste.",
            advice="Wiederholen Sie „infamilie restore“ mit --replace.",
        )


def _already_running(data_dir: Path, pid: str) -> StartRefused:
    return StartRefused(
        f"Die Plattform läuft schon mit dem Datenverzeichnis {data_dir} (Prozess {pid or 'unbekannt'}).",
        advice="Beenden Sie sie dort mit Strg-C, oder nehmen Sie mit --data-dir und --port-base eine zweite dazu.",
    )


def _mark(path: Path) -> None:
    # Others may pass through but not look: the database's files below belong to another user when we are root.
    path.chmod(0o711 if os.geteuid() == 0 else 0o700)
    write_private(path / MARKER, json.dumps({"layout_version": LAYOUT_VERSION}))


def _check_layout(path: Path) -> None:
    try:
        version = json.loads((path / MARKER).read_text(encoding="utf-8"))["layout_version"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StartRefused(
            f"Das Datenverzeichnis {path} ist beschädigt: Die Datei {MARKER} ist nicht lesbar.",
            advice="Spielen Sie eine Sicherung ein, oder wählen Sie mit --data-dir ein neues Verzeichnis.",
        ) from error
    if version != LAYOUT_VERSION:
        raise StartRefused(
            f"Das Datenverzeichnis {path} hat den Aufbau {version}, diese Fassung kennt nur {LAYOUT_VERSION}.",
            advice="Starten Sie die Fassung, die es angelegt hat, oder wählen Sie mit --data-dir ein neues Verzeichnis.",
        )
