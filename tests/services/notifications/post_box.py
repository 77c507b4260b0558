"""A real SMTP server that keeps what it accepts, and treats single recipients badly when told to."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.smtp import SMTP, Envelope, Session

OK = "250 OK"


@dataclass(frozen=True)
class Received:
    """An accepted mail: its envelope and its parsed content."""

    sender: str
    recipient: str
    raw: bytes
    message: EmailMessage

    def text(self, kind: str = "plain") -> str:
        part = self.message.get_body((kind,))
        assert part is not None
        return str(part.get_content())


@dataclass
class PostBox:
    """Mails by recipient; `answers_to_data` and `answers_to_recipient` are used up one by one before the normal answer."""

    port: int = 0
    connections: int = 0
    received: dict[str, list[Received]] = field(default_factory=lambda: defaultdict(list))
    answers_to_recipient: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    answers_to_data: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    falls_silent_for: set[str] = field(default_factory=set)
    _arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def mails_to(self, address: str, *, count: int = 1, seconds: float = 10) -> list[Received]:
        """Wait for mails and return all of them; fails the test when there are too few."""
        async with asyncio.timeout(seconds), self._arrived:
            await self._arrived.wait_for(lambda: len(self.received[address]) >= count)
            return list(self.received[address])

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.answers_to_recipient[address]:
            return self.answers_to_recipient[address].pop(0)
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        address = envelope.rcpt_tos[0]
        raw = cast(bytes, envelope.content)
        if address in self.falls_silent_for:
            self.falls_silent_for.discard(address)
            await asyncio.sleep(3600)
        if self.answers_to_data[address]:
            return self.answers_to_data[address].pop(0)
        message = message_from_bytes(raw, policy=policy.default)
        async with self._arrived:
            self.received[address].append(Received(str(envelope.mail_from), address, raw, message))
            self._arrived.notify_all()
        return OK

    def protocol(self) -> SMTP:
        self.connections += 1
        return SMTP(self, hostname="localhost", enable_SMTPUTF8=False, loop=asyncio.get_running_loop())


@asynccontextmanager
async def open_post_box() -> AsyncIterator[PostBox]:
    """Yield a post box that listens on a free port."""
    box = PostBox()
    server = await asyncio.get_running_loop().create_server(box.protocol, "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
