"""A kept connection to the mail server, and what its answers mean for a mail (RFC 5321, section 4.2).

After the end of DATA a server may have accepted a mail without our hearing of it; then it is sent again.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from aiosmtplib import SMTP, SMTPDataError, SMTPException, SMTPRecipientRefused, SMTPResponseException
from pydantic import SecretStr

SERVICE_CLOSING = 421
PERMANENT = 500


class Outcome(StrEnum):
    """What became of a mail, and whether the server can still be spoken to."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    LATER = "later"
    LINE_BROKEN = "line-broken"


class ServerAway(Exception):
    """No connection could be made, or the server closed it before our mail began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where and how mails are handed over; a mail may take `timeout_seconds` from MAIL to the answer after DATA."""

    host: str
    port: int
    tls: Literal["none", "starttls", "tls"]
    user: str | None
    password: SecretStr | None
    timeout_seconds: float
    greeting_name: str


class MailConnection:
    """One connection, opened when first needed and kept."""

    def __init__(self, server: MailServer, *, envelope_sender: str) -> None:
        self._server = server
        self._envelope_sender = envelope_sender
        self._smtp: SMTP | None = None

    async def hand_over(self, message: bytes, *, recipient: str) -> Outcome:
        """Give a mail to the server; raises ServerAway when it can't be reached or is gone before the mail began."""
        is_fresh = await self._open()
        try:
            return await self._transact(message, recipient)
        except ServerAway:
            if is_fresh:
                raise
        await self._open()
        return await self._transact(message, recipient)

    async def close(self) -> None:
        """Say goodbye if anybody is still there."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None and smtp.is_connected:
            with suppress(SMTPException, OSError, TimeoutError):
                await smtp.quit(timeout=1)

    async def _open(self) -> bool:
        """Return whether the connection is new."""
        if self._smtp is not None and self._smtp.is_connected:
            return False
        server = self._server
        self._smtp = SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password.get_secret_value() if server.password is not None else None,
            local_hostname=server.greeting_name,
            timeout=server.timeout_seconds,
            use_tls=server.tls == "tls",
            start_tls=server.tls == "starttls",
        )
        try:
            async with asyncio.timeout(server.timeout_seconds):
                await self._smtp.connect()
        except (SMTPException, OSError, TimeoutError) as away:
            self._break()
            raise ServerAway from away
        return True

    async def _transact(self, message: bytes, recipient: str) -> Outcome:
        try:
            async with asyncio.timeout(self._server.timeout_seconds):
                return await self._converse(message, recipient)
        except TimeoutError:
            self._break()
            return Outcome.LINE_BROKEN

    async def _converse(self, message: bytes, recipient: str) -> Outcome:
        smtp = self._smtp
        assert smtp is not None
        try:
            await smtp.mail(self._envelope_sender)
        except SMTPResponseException as refused:
            # A refused sender is a fault of the installation, not of this mail: it is tried again.
            return await self._answered(refused.code, for_this_mail=False)
        except (SMTPException, OSError) as gone:
            self._break()
            raise ServerAway from gone
        try:
            await smtp.rcpt(recipient)
            await smtp.data(message)
        except (SMTPRecipientRefused, SMTPDataError) as refused:
            return await self._answered(refused.code, for_this_mail=True)
        except (SMTPException, OSError):
            self._break()
            return Outcome.LINE_BROKEN
        return Outcome.ACCEPTED

    async def _answered(self, code: int, *, for_this_mail: bool) -> Outcome:
        if code == SERVICE_CLOSING:
            self._break()
            return Outcome.LINE_BROKEN
        try:
            assert self._smtp is not None
            await self._smtp.rset()
        except (SMTPException, OSError):
            self._break()
        return Outcome.REFUSED if for_this_mail and code >= PERMANENT else Outcome.LATER

    def _break(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()
