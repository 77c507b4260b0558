"""What is looked at before anything is started, so that a person reads one clear sentence instead of a trace."""

import shutil
import socket
from collections.abc import Mapping
from pathlib import Path

from deploy.local.ports import HIGHEST_BASE
from deploy.local.refusals import StartRefused

NEEDED_BYTES = 200 * 1024 * 1024
POSTGRES_MAJOR_VERSION = "18"


def check_ports(described: Mapping[int, str], *, base: int) -> None:
    """Refuses when a port of the map (port → German name of its server) is taken on the loopback address."""
    taken = [port for port in described if not _is_free(port)]
    if not taken:
        return
    names = ", ".join(f"{port} ({described[port]})" for port in taken)
    other_base = base + 100 if base + 100 <= HIGHEST_BASE else base - 100
    raise StartRefused(
        f"Schon belegt: Port {names}." if len(taken) == 1 else f"Schon belegt sind die Ports {names}.",
        advice=f"Beenden Sie das andere Programm, oder weichen Sie aus: infamilie up --port-base {other_base}",
    )


def check_space(data_dir: Path) -> None:
    """Refuses below 200 MB of free space: the database would stop in the middle of its work."""
    free = shutil.disk_usage(data_dir).free
    if free < NEEDED_BYTES:
        raise StartRefused(
            f"Auf dem Datenträger von {data_dir} sind nur noch {free // 1_000_000} MB frei,"
            f" gebraucht werden mindestens {NEEDED_BYTES // 1_000_000} MB.",
            advice="Schaffen Sie Platz, oder wählen Sie mit --data-dir einen anderen Datenträger.",
        )


def check_database_files(cluster: Path) -> None:
    """Refuses files of another PostgreSQL or unreadable ones; an absent or empty folder is fine."""
    if not cluster.exists() or not any(cluster.iterdir()):
        return
    try:
        version = (cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(cluster) from error
    if version != POSTGRES_MAJOR_VERSION:
        raise StartRefused(
            f"Die Datenbank in {cluster} stammt von PostgreSQL {version}, gebraucht wird {POSTGRES_MAJOR_VERSION}.",
            advice="Sichern Sie sie mit der alten Fassung, und spielen Sie die Sicherung in ein neues --data-dir ein.",
        )
    if not (cluster / "global" / "pg_control").exists():
        raise _broken(cluster)


def _broken(cluster: Path) -> StartRefused:
    return StartRefused(
        f"Die Datenbank in {cluster} ist beschädigt.",
        advice="Spielen Sie eine Sicherung ein, oder wählen Sie mit --data-dir ein neues Verzeichnis.",
    )


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Connections of a stack that just ended linger; only somebody who listens makes the port busy.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
