"""What the supervisor is asked to keep running, and how it learns that a program is ready."""

import http.client
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from deploy.local.processes import Command

ANSWER_TIMEOUT_SECONDS = 0.5


def always() -> bool:
    """Ready as soon as it runs."""
    return True


@dataclass(frozen=True, kw_only=True)
class Program:
    """One supervised program: a function is forked from the supervisor, a command is executed."""

    name: str
    run: Callable[[], None] | Command
    ready: Callable[[], bool] = always
    depends_on: tuple[str, ...] = ()
    once: bool = False
    """A step such as a migration: it ends by itself, is ready when it ended well and is not started again."""
    label: str = ""
    """What the person at the terminal reads while it starts (German)."""
    facts: Mapping[str, str | int] = field(default_factory=dict)
    """Port and addresses, for state.json."""


def answers(url: str) -> Callable[[], bool]:
    """Ready when a GET of the address is answered 200."""
    parts = urlsplit(url)

    def is_ready() -> bool:
        connection = http.client.HTTPConnection(
            parts.hostname or "127.0.0.1", parts.port, timeout=ANSWER_TIMEOUT_SECONDS
        )
        try:
            connection.request("GET", parts.path or "/")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    return is_ready


def listens(port: int) -> Callable[[], bool]:
    """Ready when a connection to the loopback port is accepted."""

    def is_ready() -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_TIMEOUT_SECONDS):
                return True
        except OSError:
            return False

    return is_ready


def start_order(programs: tuple[Program, ...]) -> tuple[Program, ...]:
    """The programs with each one after all it depends on; a ring or an unknown name is a ValueError."""
    known = {program.name: program for program in programs}
    if len(known) != len(programs):
        raise ValueError("two programs have the same name")
    ordered: dict[str, Program] = {}
    waiting = dict(known)
    while waiting:
        startable = [one for one in waiting.values() if all(name in ordered for name in one.depends_on)]
        if not startable:
            raise ValueError(f"programs wait for each other or for an unknown one: {sorted(waiting)}")
        for program in startable:
            ordered[program.name] = waiting.pop(program.name)
    return tuple(ordered.values())
