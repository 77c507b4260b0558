"""A line to a server that answers in numbered replies (RFC 5321, section 4.2): what is said in one write, heard in the order asked."""

import asyncio
import ssl
from dataclasses import dataclass
from typing import cast

LONGEST_UNREAD = 65_536


class NotSmtp(Exception):
    """What came from the server is no reply."""


# Not frozen, like all that is made for each of a hundred thousand mails: it would take twice as long.
@dataclass(slots=True)
class Reply:
    """One reply; `lines` have neither code nor line break."""

    code: int
    lines: tuple[bytes, ...]

    @property
    def status(self) -> str:
        """The enhanced status where the server gives one (RFC 3463), else the code: never its words, they may hold an address."""
        words = self.lines[-1].split(b" ", 1)[0].decode("ascii", "replace")
        return words if words.count(".") == 2 and words.replace(".", "").isdecimal() else str(self.code)


class Line(asyncio.Protocol):
    """Says something and collects as many replies as it asks for."""

    def __init__(self) -> None:
        self.is_open = False
        self._transport: asyncio.Transport | None = None
        self._unread = b""
        self._begun: list[bytes] = []
        self._replies: list[Reply] = []
        self._wanted = 0
        self._heard: asyncio.Future[None] | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._patient_until = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport; called by asyncio."""
        self._transport = cast(asyncio.Transport, transport)
        self.is_open = True

    def connection_lost(self, _: Exception | None) -> None:
        """End every waiting; called by asyncio."""
        self.is_open = False
        self._wake()

    def data_received(self, data: bytes) -> None:
        """Cut what came into replies; called by asyncio."""
        *lines, self._unread = (self._unread + data).split(b"\n")
        try:
            for line in lines:
                self._take(line.rstrip(b"\r"))
        except ValueError:
            self.close()
        if len(self._unread) > LONGEST_UNREAD:
            self.close()
        if len(self._replies) >= self._wanted:
            self._wake()

    async def exchange(self, said: bytes, *, replies: int, seconds: float) -> list[Reply]:
        """Say something and return the replies: fewer than asked for only if the line is broken, or silent for the seconds."""
        assert self._transport is not None
        if self.is_open and said:
            self._transport.write(said)
        self._wanted = replies
        if len(self._replies) < replies and self.is_open:
            await self._listen(seconds)
        heard, self._replies = self._replies[:replies], self._replies[replies:]
        return heard

    async def encrypt(self, context: ssl.SSLContext, *, host: str, seconds: float) -> None:
        """Go on under TLS; what the server said before may not be trusted, so nothing may be left of it."""
        assert self._transport is not None
        if self._unread or self._replies:
            raise NotSmtp
        loop = asyncio.get_running_loop()
        upgraded = await loop.start_tls(
            self._transport, self, context, server_hostname=host, ssl_handshake_timeout=seconds
        )
        assert upgraded is not None
        self._transport = upgraded

    def close(self) -> None:
        """Break the line off."""
        self.is_open = False
        if self._transport is not None:
            self._transport.abort()
        self._wake()

    async def _listen(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        self._heard = loop.create_future()
        self._patient_until = loop.time() + seconds
        if self._patience is not None and self._patience.when() > self._patient_until:
            self._patience.cancel()
            self._patience = None
        if self._patience is None:
            self._patience = loop.call_at(self._patient_until, self._lose_patience)
        try:
            await self._heard
        finally:
            self._heard = None

    def _lose_patience(self) -> None:
        """Close a line that has been silent for too long; one timer serves many waits, each of which may end later than the first."""
        self._patience = None
        loop = asyncio.get_running_loop()
        if self._heard is None:
            return
        if loop.time() >= self._patient_until:
            self.close()
        else:
            self._patience = loop.call_at(self._patient_until, self._lose_patience)

    def _take(self, line: bytes) -> None:
        code, sign, words = int(line[:3]), line[3:4], line[4:]
        self._begun.append(words)
        if sign != b"-":
            self._replies.append(Reply(code, tuple(self._begun)))
            self._begun = []

    def _wake(self) -> None:
        if not self.is_open and self._patience is not None:
            self._patience.cancel()
            self._patience = None
        if self._heard is not None and not self._heard.done():
            self._heard.set_result(None)
