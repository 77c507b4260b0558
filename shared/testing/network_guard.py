"""No test talks to anything but this machine: a pytest plugin that refuses every other address.

It listens to Python's own audit events (PEP 578), so it sees what every library does, and it patches nothing. The refusal is no
OSError: code that expects a broken network must not take it for one.
"""

import ipaddress
import socket
import sys
from typing import Any

import pytest

WATCHED_EVENTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
RESOLVING_EVENTS = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})


class NetworkIsClosed(RuntimeError):
    """A test tried to reach another machine."""

    def __init__(self, address: object) -> None:
        super().__init__(f"tests reach loopback only, not {address!r}")


class NetworkGuard:
    """Refuses other machines from `close` to `open`; an audit hook can't be taken away again, hence the switch."""

    def __init__(self) -> None:
        self._closed = False
        self._own_names = {"", "localhost", "ip6-localhost", socket.gethostname()}
        sys.addaudithook(self._audit)

    def close(self) -> None:
        """From now on only loopback and Unix sockets are reached."""
        self._closed = True

    def open(self) -> None:
        """From now on nothing is refused."""
        self._closed = False

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._closed:
            return
        if event in WATCHED_EVENTS:
            self._refuse_unless_local(arguments[1])
        elif event in RESOLVING_EVENTS:
            self._refuse_unless_local((arguments[0],))

    def _refuse_unless_local(self, address: object) -> None:
        """Addresses of AF_INET and AF_INET6 are tuples; Unix sockets have strings, connected datagrams None."""
        if isinstance(address, tuple) and not self._is_local(address[0]):
            raise NetworkIsClosed(address)

    def _is_local(self, host: object) -> bool:
        if host is None:
            return True
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name in self._own_names:
            return True
        try:
            return ipaddress.ip_address(name.partition("%")[0]).is_loopback
        except ValueError:
            return False


_GUARD = pytest.StashKey[NetworkGuard]()


def pytest_configure(config: pytest.Config) -> None:
    """Close the network before the first test module is imported."""
    guard = NetworkGuard()
    guard.close()
    config.stash[_GUARD] = guard


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave the process as it was found."""
    config.stash[_GUARD].open()
