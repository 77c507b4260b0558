"""Carries the mails of one lane: takes what is due, hands it over on a connection of its own, and tells the bookkeeper.

A mail stands as `sending` before its DATA begins and as `accepted` after the server's answer, both committed.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from uuid import UUID

import structlog

from services.notifications.delivery.bookkeeper import Bookkeeper
from services.notifications.delivery.letters import Letters, Unwritable
from services.notifications.delivery.measures import Measures
from services.notifications.delivery.pacing import DomainPauses, QuietHours, Rate
from services.notifications.delivery.smtp.connection import MailConnection
from services.notifications.delivery.smtp.conversation import Letter
from services.notifications.delivery.smtp.outcome import UNWRITABLE, Outcome, Verdict
from services.notifications.delivery.smtp.server import ServerAway
from services.notifications.delivery.wake import Wake
from services.notifications.domain.mail import Lane, Mail, MailState
from services.notifications.storage import ledger
from services.notifications.use_cases.keys import Keys
from services.notifications.use_cases.take_due_mails import take_due_mails
from shared.database.failures import passes_by_itself
from shared.messaging.edge import Edge
from shared.telemetry.rarely import log_rarely
from shared.telemetry.tracing import span_from

LOG = structlog.get_logger("delivery")

FEW_MAILS = 20
MANY_MAILS = 400
# So many go to the connection together; at a kill their answers may not be here yet.
A_BUNDLE = 20
PAUSE_WITHOUT_DATABASE_SECONDS = 1.0
SAFE_PART_OF_THE_LEASE = timedelta(seconds=30)
LONGEST_PAUSE_SECONDS = 5.0
SECONDS_TO_GIVE_BACK = 2.0


@dataclass(frozen=True, kw_only=True)
class Depot:
    """What all postmen of a process share."""

    edge: Edge
    keys: Keys
    letters: Letters
    bookkeeper: Bookkeeper
    measures: Measures
    pauses: DomainPauses
    rate: Rate
    quiet_hours: QuietHours
    return_address: Callable[[UUID], str]


class Postman:
    """One of several; each has its own connection and sleeps until the bell of its lane rings."""

    def __init__(self, depot: Depot, *, lane: Lane, connection: MailConnection, wake: Wake) -> None:
        self._depot = depot
        self._lane = lane
        self._connection = connection
        self._wake = wake
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
            while not self._is_quiet() and await self.deliver_some():
                pass
        except Exception as failure:
            if not passes_by_itself(failure):
                raise
            log_rarely("delivery-waits-for-the-database", logger=LOG, failure=type(failure).__name__)
            await asyncio.sleep(PAUSE_WITHOUT_DATABASE_SECONDS)
            self._wake.ring()

    def _is_quiet(self) -> bool:
        return self._lane is Lane.NOTICE and self._depot.quiet_hours.contains(self._depot.edge.clock())

    async def deliver_some(self) -> bool:
        """Take and carry some mails; return whether there may be more."""
        taken_at, most = monotonic(), MANY_MAILS if self._lane is Lane.NOTICE else FEW_MAILS
        async with self._depot.edge.transaction() as work:
            taken = await take_due_mails(work, self._depot.keys, lane=self._lane, most=most)
        if taken.count == most:
            self._wake.ring()
        self._depot.measures.settled(MailState.OUTDATED, taken.outdated)
        await self._carry(taken.mails, until=taken_at + SAFE_PART_OF_THE_LEASE.total_seconds())
        return taken.count > 0

    async def _carry(self, mails: Sequence[Mail], *, until: float) -> None:
        """Carry mails in bundles; what is not carried when this ends, by whatever, goes back."""
        left = list(await self._without_pausing_domains(mails))
        is_broken = False
        try:
            while left and not is_broken and monotonic() < until:
                bundle = left[:A_BUNDLE]
                carried = await self._carry_bundle(bundle, until=until)
                del left[:carried]
                is_broken = carried < len(bundle)
        finally:
            if left:
                async with asyncio.timeout(SECONDS_TO_GIVE_BACK):
                    await asyncio.shield(self._give_back(left))
        if is_broken:
            await self._pause()
        else:
            self._pause_seconds = 0.0

    async def _carry_bundle(self, mails: Sequence[Mail], *, until: float) -> int:
        """Return how many mails have their verdict; fewer than all if the server is away or has broken off."""
        depot = self._depot
        await depot.rate.take(len(mails))
        letters, sent = self._written(mails)
        if not letters:
            return len(mails)
        await depot.bookkeeper.make_room(len(letters))
        count = 0
        try:
            count = await self._hand_over(letters, sent, until=until)
        finally:
            await depot.bookkeeper.free(len(letters) - count)
        return len(mails) if count == len(letters) else mails.index(sent[count])

    async def _hand_over(self, letters: Sequence[Letter], sent: Sequence[Mail], *, until: float) -> int:
        attributes: dict[str, str | int] = {"mail.lane": self._lane.value, "mail.count": len(letters)}
        with span_from(sent[0].traceparent, "mail", attributes=attributes):
            try:
                return await self._connection.carry(
                    letters, until=until, heard=lambda number, verdict: self._heard(sent[number], verdict)
                )
            except ServerAway as away:
                log_rarely("mail-server-away", logger=LOG, reason=away.reason)
                return 0

    def _written(self, mails: Sequence[Mail]) -> tuple[list[Letter], list[Mail]]:
        letters, written, now = [], [], self._depot.edge.clock()
        for mail in mails:
            try:
                content = self._depot.letters.write(mail, now=now)
            except Unwritable as unwritable:
                LOG.error(  # noqa: TRY400 - a traceback would show the address
                    "mail-unwritable", mail=str(mail.id), failure=type(unwritable.__cause__).__name__
                )
                self._depot.bookkeeper.note(mail, UNWRITABLE)
                continue
            letters.append(Letter(self._depot.return_address(mail.id), mail.address, content))
            written.append(mail)
        return letters, written

    def _heard(self, mail: Mail, verdict: Verdict) -> None:
        self._depot.bookkeeper.note(mail, verdict)
        match verdict.outcome:
            case Outcome.ACCEPTED:
                self._depot.pauses.accepted(mail.domain)
            case Outcome.LATER:
                self._depot.pauses.put_off(mail.domain)
            case Outcome.LINE_BROKEN:
                log_rarely("mail-server-broke-off", logger=LOG, attempt=mail.attempt)

    async def _without_pausing_domains(self, mails: Sequence[Mail]) -> Sequence[Mail]:
        pausing = {mail.id: seconds for mail in mails if (seconds := self._depot.pauses.seconds_left(mail.domain))}
        if not pausing:
            return mails
        async with self._depot.edge.transaction() as work:
            pause = timedelta(seconds=max(pausing.values()))
            await ledger.release(work.connection, pausing.keys(), pause=pause, was_tried=False)
        return [mail for mail in mails if mail.id not in pausing]

    async def _give_back(self, mails: Sequence[Mail]) -> None:
        async with self._depot.edge.transaction() as work:
            ids = [mail.id for mail in mails]
            await ledger.release(work.connection, ids, pause=timedelta(0), was_tried=False)

    async def _pause(self) -> None:
        self._pause_seconds = min(max(2 * self._pause_seconds, 0.5), LONGEST_PAUSE_SECONDS)
        await asyncio.sleep(self._pause_seconds)
