"""The mail server as the settings describe it, and how a connection to it begins: greeting, TLS, signing in."""

import asyncio
import ssl
from base64 import b64encode
from dataclasses import dataclass
from typing import Literal

from pydantic import SecretStr

from services.notifications.delivery.smtp.line import Line, NotSmtp, Reply

GREETED = 220
OK = 250
SIGNED_IN = 235
GO_ON = 334


class ServerAway(Exception):
    """No connection could be made, or the server closed it before our mail began; `reason` is for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unwelcome(Exception):
    """The server refuses to begin; `step` says at what."""

    def __init__(self, step: str, reply: Reply | None) -> None:
        super().__init__(f"{step}: {reply.code if reply is not None else 'silence'}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where and how mails are handed over; each answer may take `timeout_seconds`. `trust` are certificates besides the system's."""

    host: str
    port: int
    tls: Literal["none", "starttls", "tls"]
    user: str | None
    password: SecretStr | None
    timeout_seconds: float
    greeting_name: str
    trust: ssl.SSLContext | None = None

    def context(self) -> ssl.SSLContext:
        """Return what certificates are checked with."""
        return self.trust or ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class Welcome:
    """An open line and what its server can do."""

    line: Line
    abilities: frozenset[bytes]

    @property
    def can_pipeline(self) -> bool:
        """Whether MAIL, RCPT and DATA may be said without waiting (RFC 2920)."""
        return b"PIPELINING" in self.abilities


async def connect(server: MailServer) -> Welcome:
    """Return a line on which mails can begin; raises ServerAway."""
    line: Line | None = None
    try:
        async with asyncio.timeout(server.timeout_seconds):
            loop = asyncio.get_running_loop()
            context = server.context() if server.tls == "tls" else None
            _, line = await loop.create_connection(Line, server.host, server.port, ssl=context)
            return Welcome(line, await _begin(line, server))
    except (OSError, TimeoutError, NotSmtp, Unwelcome) as away:
        if line is not None:
            line.close()
        raise ServerAway(str(away) if isinstance(away, Unwelcome) else type(away).__name__) from away


async def _begin(line: Line, server: MailServer) -> frozenset[bytes]:
    await _ask(line, server, "greeting", b"", wanted=GREETED)
    abilities = await _introduce(line, server)
    if server.tls == "starttls":
        await _ask(line, server, "STARTTLS", b"STARTTLS\r\n", wanted=GREETED)
        await line.encrypt(server.context(), host=server.host, seconds=server.timeout_seconds)
        abilities = await _introduce(line, server)
    if server.user is not None and server.password is not None:
        await _sign_in(line, server, abilities, server.user.encode(), server.password.get_secret_value().encode())
    return frozenset(name.split(b" ", 1)[0].upper() for name in abilities)


async def _introduce(line: Line, server: MailServer) -> tuple[bytes, ...]:
    name = server.greeting_name.encode("ascii")
    [*answer] = await line.exchange(b"EHLO " + name + b"\r\n", replies=1, seconds=server.timeout_seconds)
    if answer and answer[0].code == OK:
        return answer[0].lines[1:]
    await _ask(line, server, "HELO", b"HELO " + name + b"\r\n", wanted=OK)
    return ()


async def _sign_in(line: Line, server: MailServer, abilities: tuple[bytes, ...], user: bytes, password: bytes) -> None:
    """Sign in by PLAIN (RFC 4616), or by the older LOGIN where the server knows nothing else."""
    ways = next((set(name.upper().split()[1:]) for name in abilities if name.upper().startswith(b"AUTH ")), {b"PLAIN"})
    if b"PLAIN" in ways or b"LOGIN" not in ways:
        both = b64encode(b"\0" + user + b"\0" + password)
        await _ask(line, server, "AUTH", b"AUTH PLAIN " + both + b"\r\n", wanted=SIGNED_IN)
        return
    await _ask(line, server, "AUTH", b"AUTH LOGIN\r\n", wanted=GO_ON)
    await _ask(line, server, "AUTH", b64encode(user) + b"\r\n", wanted=GO_ON)
    await _ask(line, server, "AUTH", b64encode(password) + b"\r\n", wanted=SIGNED_IN)


async def _ask(line: Line, server: MailServer, step: str, said: bytes, *, wanted: int) -> Reply:
    answers = await line.exchange(said, replies=1, seconds=server.timeout_seconds)
    if not answers or answers[0].code != wanted:
        raise Unwelcome(step, answers[0] if answers else None)
    return answers[0]
