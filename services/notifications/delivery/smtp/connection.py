"""A kept connection to the mail server: opened when first needed, opened again when the server has closed it meanwhile."""

from collections.abc import Sequence
from time import monotonic

from services.notifications.delivery.smtp.conversation import Conversation, Heard, Letter
from services.notifications.delivery.smtp.outcome import Verdict
from services.notifications.delivery.smtp.server import MailServer, ServerAway, Welcome, connect

SECONDS_FOR_GOODBYE = 1.0


class MailConnection:
    """One connection; a server that limits the mails of a connection gets a new one after so many."""

    def __init__(self, server: MailServer, *, most_mails: int | None = None) -> None:
        self._server = server
        self._most_mails = most_mails
        self._carried = 0
        self._welcome: Welcome | None = None

    async def carry(self, letters: Sequence[Letter], *, until: float, heard: Heard) -> int:
        """Hand letters over as `Conversation.carry`; raises ServerAway when not even the first one could begin."""
        is_fresh = await self._open()
        count = await self._converse(letters, until=until, heard=heard)
        if count == 0 and not is_fresh:
            await self._open()
            count = await self._converse(letters, until=until, heard=heard)
        if count == 0:
            raise ServerAway("closed")
        return count

    async def hand_over(self, letter: Letter) -> Verdict:
        """Give one mail to the server; raises ServerAway."""
        verdicts: list[Verdict] = []
        await self.carry([letter], until=monotonic(), heard=lambda _, verdict: verdicts.append(verdict))
        return verdicts[0]

    async def close(self) -> None:
        """Say goodbye if anybody is still there."""
        welcome, self._welcome, self._carried = self._welcome, None, 0
        if welcome is not None and welcome.line.is_open:
            await welcome.line.exchange(b"QUIT\r\n", replies=1, seconds=SECONDS_FOR_GOODBYE)
            welcome.line.close()

    async def _open(self) -> bool:
        """Return whether the connection is new."""
        if self._most_mails is not None and self._carried >= self._most_mails:
            await self.close()
        if self._welcome is not None and self._welcome.line.is_open:
            return False
        self._welcome, self._carried = await connect(self._server), 0
        return True

    async def _converse(self, letters: Sequence[Letter], *, until: float, heard: Heard) -> int:
        welcome = self._welcome
        assert welcome is not None
        conversation = Conversation(
            welcome.line, can_pipeline=welcome.can_pipeline, timeout_seconds=self._server.timeout_seconds
        )
        count = await conversation.carry(letters, until=until, heard=heard)
        self._carried += count
        return count
