"""Carries the mails that ask for a confirmation, one after the other: there are few of them.

What a mail needs is asked outside of any transaction. A kill between the server's answer and its note can double one mail.
"""

from datetime import timedelta

import structlog

from services.notifications.delivery.letters import Unwritable
from services.notifications.delivery.rechecks.letters import Letter, RecheckLetters
from services.notifications.delivery.rechecks.neighbours import NeighbourAway, Neighbours, OfferGone
from services.notifications.delivery.smtp.connection import MailConnection
from services.notifications.delivery.smtp.conversation import Letter as Sealed
from services.notifications.delivery.smtp.outcome import Outcome
from services.notifications.delivery.smtp.server import ServerAway
from services.notifications.storage.rechecks import mails
from services.notifications.storage.rechecks.mails import RecheckMail, RecheckState
from shared.messaging.edge import Edge
from shared.messaging.sources import announced
from shared.telemetry.rarely import log_rarely

LOG = structlog.get_logger("rechecks")

FIRST_RETRY = timedelta(seconds=2)
LAST_RETRY = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=4)


class RecheckPostman:
    """Takes what is due, asks for address and link, and hands the mail over."""

    def __init__(
        self,
        *,
        edge: Edge,
        neighbours: Neighbours,
        letters: RecheckLetters,
        connection: MailConnection,
        envelope_sender: str,
    ) -> None:
        self._edge = edge
        self._neighbours = neighbours
        self._letters = letters
        self._connection = connection
        self._envelope_sender = envelope_sender

    async def deliver_all(self) -> None:
        """Carry everything that is due."""
        while await self.deliver_one():
            pass

    async def deliver_one(self) -> bool:
        """Carry the mail that waits longest; return whether there was one."""
        async with self._edge.transaction() as work:
            mail = await mails.claim(work.connection, work.now)
        if mail is None:
            return False
        try:
            state = await self._carry(mail)
        except (NeighbourAway, ServerAway) as away:
            log_rarely("recheck-mail-waits", logger=LOG, failure=type(away).__name__)
            state = RecheckState.WAITING
        await self._note(mail, state)
        return True

    async def close(self) -> None:
        """Say goodbye to the mail server."""
        await self._connection.close()

    async def _carry(self, mail: RecheckMail) -> RecheckState:
        address = await self._neighbours.mailbox(mail)
        if address is None:
            return RecheckState.NO_ADDRESS
        try:
            secret = await self._neighbours.secret(mail.offer, catalogue_url=await self._catalogue_of(mail))
            letter = Letter(mail=mail, address=address, secret=secret)
            message = self._letters.write(letter, now=self._edge.clock())
        except OfferGone:
            return RecheckState.OUTDATED
        except Unwritable:
            return RecheckState.FAILED
        verdict = await self._connection.hand_over(Sealed(self._envelope_sender, address, message))
        told = {Outcome.ACCEPTED: RecheckState.ACCEPTED, Outcome.REFUSED: RecheckState.FAILED}
        return told.get(verdict.outcome, RecheckState.WAITING)

    async def _catalogue_of(self, mail: RecheckMail) -> str:
        """Return where the instance of the catalogue answers that asked for this mail."""
        async with self._edge.reading() as connection:
            source = (await announced(connection)).by_name.get(mail.source)
        if source is None:
            raise NeighbourAway
        return source.feed_url.removesuffix("/events")

    async def _note(self, mail: RecheckMail, state: RecheckState) -> None:
        async with self._edge.transaction() as work:
            if state is not RecheckState.WAITING:
                await mails.settle(work.connection, mail.id, state, at=work.now)
            elif work.now - mail.created_at > GIVE_UP_AFTER:
                await mails.settle(work.connection, mail.id, RecheckState.FAILED, at=work.now)
            else:
                pause = min(FIRST_RETRY * 2 ** min(mail.attempt, 20), LAST_RETRY)
                await mails.postpone(work.connection, mail.id, until=work.now + pause)
