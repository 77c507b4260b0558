"""A town on the ports of an installation, so that the operator's command line finds it as it finds a real one."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from socket import socket

from deploy.local.installation import Installation
from deploy.local.ports import Ports
from deploy.local.secret_store import write_private
from shared.testing.platform import ACCOUNT_KEY
from shared.testing.serving import bound_socket
from tests.services.portal.town import Town

NAMES = ("portal", "registry", "offers", "notifications", "issuer")
INFAMILIE = Path(sys.executable).with_name("infamilie")


@dataclass(frozen=True)
class Agreed:
    """The installation that a town stands for, and its ports, taken already."""

    installation: Installation
    sockets: Mapping[str, socket]

    @classmethod
    def on_free_ports(cls, folder: Path) -> "Agreed":
        """Agree on ports and on the key that makes account ids."""
        while True:
            ports = Ports(SystemRandom().randrange(20_000, 32_000, 50))
            with suppress(OSError):
                sockets = _taken(ports)
                break
        write_private(folder / "secrets.json", json.dumps({"account-key": ACCOUNT_KEY}))
        return cls(Installation(folder, ports), sockets)

    @property
    def issuer_folder(self) -> Path:
        """Where the command line looks for the issuer's keys."""
        return self.installation.data_dir / "issuer"

    def environment(self) -> dict[str, str]:
        """What tells the command line which installation is meant."""
        data_dir, ports = self.installation.data_dir, self.installation.ports
        return {"INFAMILIE": str(INFAMILIE), "INFAMILIE_DATA": str(data_dir), "INFAMILIE_PORT_BASE": str(ports.base)}


@dataclass(frozen=True)
class Operated:
    """A town and the installation as which the command line sees it."""

    town: Town
    agreed: Agreed

    async def run(self, *arguments: str, folder: Path, **told: str) -> tuple[int, str]:
        """Run a program beside the platform; how it ended and what it printed."""
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **self.agreed.environment(), **told}
        program = await asyncio.create_subprocess_exec(
            *arguments, env=environment, cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        printed, _ = await program.communicate()
        return program.returncode or 0, printed.decode()


def _taken(ports: Ports) -> dict[str, socket]:
    sockets: dict[str, socket] = {}
    try:
        for name in NAMES:
            sockets[name] = bound_socket(getattr(ports, name))
    except OSError:
        for each in sockets.values():
            each.close()
        raise
    return sockets
