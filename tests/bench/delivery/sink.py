"""Postfix's smtp-sink: a mail server that answers at once and throws everything away."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.processes import Command, spawn
from deploy.local.testing import REPOSITORY
from shared.testing.servers import free_port, wait_until

PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/lib/postfix/sbin"
BACKLOG = "200"


@contextmanager
def running_sink(folder: Path) -> Iterator[int]:
    """Start smtp-sink; yield its port once it greets."""
    subprocess.run([REPOSITORY / "deploy" / "ensure_smtp_sink.sh"], check=True)
    program = shutil.which("smtp-sink", path=PLACES)
    assert program is not None
    port = free_port()
    # It refuses to run as root; the user is one that its package brings.
    as_user = ("-u", "postfix") if os.getuid() == 0 else ()
    child = spawn(Command(arguments=(program, *as_user, f"127.0.0.1:{port}", BACKLOG)), log=folder / "smtp-sink.log")
    try:
        wait_until(lambda: answers_smtp(port), what="smtp-sink greets", timeout_seconds=10)
        yield port
    finally:
        child.ask_to_stop()
        if not child.has_ended_within(5):
            child.kill()


def answers_smtp(port: int) -> bool:
    """Tell whether a server greets."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
            return line.recv(3) == b"220"
    except OSError:
        return False
