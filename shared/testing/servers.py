"""Addresses of the real servers that tests run on, and waiting for them without fixed pauses."""

import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DatabaseAddresses:
    """One service database of its own for a test, as its owner role (migrations) and its service role see it."""

    name: str
    owner_url: str
    service_url: str


@dataclass(frozen=True)
class MailboxAddresses:
    """Where a running mailbox takes mails and where it shows them."""

    smtp_port: int
    web_url: str


@dataclass(frozen=True)
class IssuerAddress:
    """A running OpenID issuer, the keys it signs with and its operator's secret."""

    url: str
    keys_file: Path
    operator_secret: str


def free_port() -> int:
    """A loopback port nobody listens on, below those the kernel hands out for outgoing connections (32768 and up)."""
    while True:
        port = secrets.SystemRandom().randrange(20_000, 32_000)
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


def fresh_name(prefix: str) -> str:
    """A name that no other test uses: the prefix, a hyphen and random letters and digits."""
    return f"{prefix}-t{secrets.token_hex(4)}"


def wait_until(condition: Callable[[], bool], *, what: str, timeout_seconds: float = 10) -> None:
    """Asks again and again until the condition holds; an AssertionError names what did not happen."""
    deadline = time.monotonic() + timeout_seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {timeout_seconds} s: {what}"
        time.sleep(0.01)
