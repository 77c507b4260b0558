"""The SMTP side (RFC 5321): takes mails for anybody on the loopback address and keeps them."""

import asyncio
import logging
import weakref
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiosmtpd.smtp import SMTP, Session
from aiosmtpd.smtp import Envelope as SmtpEnvelope

from deploy.local.mailbox.behaviour import Behaviour
from deploy.local.mailbox.mail import HOST_NAME, Envelope
from deploy.local.mailbox.store import MailStore

LARGEST_MAIL_BYTES = 10 * 1024 * 1024

_log = logging.getLogger(__name__)


class MailHandler:
    """Answers the commands of one server; aiosmtpd finds these methods by their names and order of arguments."""

    def __init__(self, store: MailStore, behaviour: Behaviour) -> None:
        self._store = store
        self.behaviour = behaviour

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: SmtpEnvelope, address: str, options: list[str]
    ) -> str:
        if self.behaviour.takes_one_unavailability():
            asyncio.get_running_loop().call_soon(_close, server)
            return "421 4.3.2 Service not available, closing transmission channel"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: SmtpEnvelope, address: str, options: list[str]
    ) -> str:
        code = self.behaviour.refusal_of(address)
        if code is not None:
            return f"{code} {code // 100}.1.1 Recipient refused on request of a test"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: SmtpEnvelope) -> str:  # noqa: N802 - aiosmtpd's name
        behaviour = self.behaviour
        await behaviour.before_storing()
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        kept = await self._store.keep(content, Envelope(envelope.mail_from or "", tuple(envelope.rcpt_tos)))
        await behaviour.after_storing()
        return f"250 2.0.0 OK {kept.id}"

    async def handle_exception(self, error: Exception) -> str:
        """A mail we could not keep (a full disk) stays with its sender, who tries again."""
        _log.error("mail not kept", exc_info=error)
        return "451 4.3.0 Local error in processing"


@asynccontextmanager
async def smtp_server(handler: MailHandler, *, host: str, port: int) -> AsyncIterator[None]:
    """Listens while the block runs; connections that are open at its end are cut."""
    loop = asyncio.get_running_loop()
    sessions: weakref.WeakSet[SMTP] = weakref.WeakSet()

    def new_session() -> SMTP:
        session = SMTP(
            handler,
            data_size_limit=LARGEST_MAIL_BYTES,
            enable_SMTPUTF8=True,
            hostname=HOST_NAME,
            ident="INFamilie",
            loop=loop,
        )
        sessions.add(session)
        return session

    server = await loop.create_server(new_session, host, port)
    try:
        yield
    finally:
        server.close()
        for session in list(sessions):
            _close(session)


def _close(session: SMTP) -> None:
    if session.transport is not None:
        session.transport.close()
