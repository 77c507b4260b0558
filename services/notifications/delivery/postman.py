"""Carries mails: takes what is due, hands it over on a connection of its own, and writes down what became of each.

A mail stands as `sending` before its DATA begins and as `accepted` after the server's answer, both committed. So a kill loses
nothing and can double only the mail that was in flight on this connection.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from time import monotonic

import structlog

from services.notifications.delivery.letters import Letters, Unwritable
from services.notifications.delivery.measures import Measures
from services.notifications.delivery.smtp import MailConnection, Outcome, ServerAway
from services.notifications.delivery.wake import Wake
from services.notifications.domain.mail import Mail, MailState
from services.notifications.storage import ledger
from services.notifications.use_cases.keys import Keys
from services.notifications.use_cases.take_due_mails import take_due_mails
from shared.database.failures import passes_by_itself
from shared.messaging.edge import Edge
from shared.telemetry.rarely import log_rarely
from shared.telemetry.tracing import span_from

LOG = structlog.get_logger("delivery")

MAILS_AT_ONCE = 10
PAUSE_WITHOUT_DATABASE_SECONDS = 1.0
SAFE_PART_OF_THE_LEASE = timedelta(seconds=30)
LONGEST_PAUSE_SECONDS = 5.0
SETTLING_PAUSES_SECONDS = (0.1, 0.2, 0.5, 1, 2, 4, 4, 4, 4)
FIRST_RETRY = timedelta(seconds=1)
LAST_RETRY = timedelta(minutes=5)


class Postman:
    """One of several; each has its own connection and sleeps until the bell rings."""

    def __init__(
        self, *, edge: Edge, keys: Keys, letters: Letters, connection: MailConnection, wake: Wake, measures: Measures
    ) -> None:
        self._edge = edge
        self._keys = keys
        self._letters = letters
        self._connection = connection
        self._wake = wake
        self._measures = measures
        self._pause_seconds = 0.0

    async def run(self) -> None:
        """Work until cancelled."""
        try:
            while True:
                await self._wake.wait()
                await self._work()
        finally:
            await self._connection.close()

    async def _work(self) -> None:
        try:
            while await self.deliver_some():
                pass
        except Exception as failure:
            if not passes_by_itself(failure):
                raise
            log_rarely("delivery-waits-for-the-database", logger=LOG, failure=type(failure).__name__)
            await asyncio.sleep(PAUSE_WITHOUT_DATABASE_SECONDS)
            self._wake.ring()

    async def deliver_some(self) -> bool:
        """Take and carry some mails; return whether there may be more."""
        taken_at = monotonic()
        async with self._edge.transaction() as work:
            taken = await take_due_mails(work, self._keys, most=MAILS_AT_ONCE)
        if taken.count == MAILS_AT_ONCE:
            self._wake.ring()
        self._measures.settled(MailState.OUTDATED, taken.outdated)
        await self._carry(taken.mails, until=taken_at + SAFE_PART_OF_THE_LEASE.total_seconds())
        return taken.count > 0

    async def _carry(self, mails: Sequence[Mail], *, until: float) -> None:
        for number, mail in enumerate(mails):
            if monotonic() > until:
                await self._give_back(mails[number:])
                return
            if not await self._carry_one(mail):
                await self._give_back(mails[number + 1 :])
                await self._pause()
                return
        self._pause_seconds = 0.0

    async def _carry_one(self, mail: Mail) -> bool:
        """Return whether the server can take the next one."""
        with span_from(mail.traceparent, "mail", attributes={"mail.kind": mail.kind, "mail.attempt": mail.attempt}):
            try:
                message = self._letters.write(mail, now=self._edge.clock())
                outcome = await self._connection.hand_over(message, recipient=mail.address)
            except Unwritable as unwritable:
                LOG.error(  # noqa: TRY400 - a traceback would show the address
                    "mail-unwritable", mail=str(mail.id), failure=type(unwritable.__cause__).__name__
                )
                outcome = Outcome.REFUSED
            except ServerAway as away:
                log_rarely("mail-server-away", logger=LOG, failure=type(away.__cause__).__name__)
                await self._give_back([mail])
                return False
            await self._settle_patiently(mail, outcome)
        if outcome is Outcome.LINE_BROKEN:
            log_rarely("mail-server-broke-off", logger=LOG, attempt=mail.attempt)
        return outcome is not Outcome.LINE_BROKEN

    async def _settle_patiently(self, mail: Mail, outcome: Outcome) -> None:
        """Write down what became of a mail, again and again while the database is away: it must not be sent twice."""
        for pause_seconds in SETTLING_PAUSES_SECONDS:
            try:
                return await self._settle(mail, outcome)
            except Exception as failure:
                if not passes_by_itself(failure):
                    raise
                log_rarely("delivery-waits-for-the-database", logger=LOG, failure=type(failure).__name__)
            await asyncio.sleep(pause_seconds)
        return await self._settle(mail, outcome)

    async def _settle(self, mail: Mail, outcome: Outcome) -> None:
        async with self._edge.transaction() as work:
            match outcome:
                case Outcome.ACCEPTED:
                    await ledger.settle(work.connection, [mail.id], MailState.ACCEPTED)
                case Outcome.REFUSED:
                    await ledger.settle(work.connection, [mail.id], MailState.FAILED)
                case Outcome.LATER | Outcome.LINE_BROKEN:
                    await ledger.release(work.connection, [mail.id], pause=retry_pause(mail.attempt))
        self._measures.carried(mail, outcome, now=self._edge.clock())

    async def _give_back(self, mails: Sequence[Mail]) -> None:
        if mails:
            async with self._edge.transaction() as work:
                ids = [mail.id for mail in mails]
                await ledger.release(work.connection, ids, pause=timedelta(0), was_tried=False)

    async def _pause(self) -> None:
        self._pause_seconds = min(max(2 * self._pause_seconds, 0.5), LONGEST_PAUSE_SECONDS)
        await asyncio.sleep(self._pause_seconds)


def retry_pause(attempt: int) -> timedelta:
    """Return how long a mail waits after its n-th failed attempt: 1, 2, 4 … seconds, five minutes at most."""
    return min(FIRST_RETRY * int(2 ** min(attempt - 1, 20)), LAST_RETRY)
