"""Writes down what became of mails, many by one statement: what the server has answered meanwhile is one window.

No more than `MOST_IN_FLIGHT` mails of a process are handed over whose answer is not committed. Only these can a kill double; none is
lost, for all of them stand as `sending`.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

import structlog

from services.notifications.delivery.measures import Measures
from services.notifications.delivery.smtp.outcome import UNWRITABLE, Outcome, Verdict
from services.notifications.domain.delivery_report import is_gone
from services.notifications.domain.mail import Mail, MailState
from services.notifications.storage import bounces, ledger
from services.notifications.storage.ledger import Settlement
from shared.database.failures import passes_by_itself
from shared.messaging.edge import Edge
from shared.telemetry.rarely import log_rarely

LOG = structlog.get_logger("delivery")

MOST_IN_FLIGHT = 200
# Under load a window is given so long to fill, or until half of all that may be in flight is in it: a transaction costs as much as
# fifty mails, and the postmen work on meanwhile.
FILLING_SECONDS = 0.01
A_FULL_WINDOW = MOST_IN_FLIGHT // 2
FEW = 10
LONGEST_PAUSE_SECONDS = 4.0
FIRST_RETRY = timedelta(seconds=1)
LAST_RETRY = timedelta(minutes=5)


@dataclass(slots=True)
class Heard:
    """A mail, what the server said of it, and when (monotonic)."""

    mail: Mail
    verdict: Verdict
    at: float


class Bookkeeper:
    """One for all postmen of a process."""

    def __init__(self, *, edge: Edge, measures: Measures) -> None:
        self._edge = edge
        self._measures = measures
        self._heard: list[Heard] = []
        self._in_flight = 0
        self._news, self._full = asyncio.Event(), asyncio.Event()
        self._room = asyncio.Condition()

    def note(self, mail: Mail, verdict: Verdict) -> None:
        """Remember what became of a mail; it is written soon."""
        self._heard.append(Heard(mail, verdict, monotonic()))
        self._news.set()
        if len(self._heard) >= A_FULL_WINDOW:
            self._full.set()

    async def make_room(self, count: int) -> None:
        """Wait until so many more mails may be in flight; each of them is to be noted, or given up by `free`."""
        async with self._room:
            await self._room.wait_for(lambda: self._in_flight + count <= MOST_IN_FLIGHT)
            self._in_flight += count

    async def free(self, count: int) -> None:
        """So many mails that room was made for were not handed over."""
        if count:
            async with self._room:
                self._in_flight -= count
                self._room.notify_all()

    async def run(self) -> None:
        """Work until cancelled; then write what is still known."""
        try:
            while True:
                await self._news.wait()
                if await self._write() > FEW:
                    await self._let_it_fill()
        finally:
            await asyncio.shield(self._write())

    async def _let_it_fill(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(FILLING_SECONDS):
                await self._full.wait()

    async def _write(self) -> int:
        window, self._heard = self._heard, []
        self._news.clear()
        self._full.clear()
        if window:
            await self._settle_patiently(window)
            async with self._room:
                self._in_flight -= sum(heard.verdict is not UNWRITABLE for heard in window)
                self._room.notify_all()
        return len(window)

    async def _settle_patiently(self, window: Sequence[Heard]) -> None:
        """Write again and again while the database is away: what a server has accepted must not be sent twice."""
        pause_seconds = 0.1
        while True:
            try:
                return await self._settle(window)
            except Exception as failure:
                if not passes_by_itself(failure):
                    raise
                log_rarely("delivery-waits-for-the-database", logger=LOG, failure=type(failure).__name__)
            await asyncio.sleep(pause_seconds)
            pause_seconds = min(2 * pause_seconds, LONGEST_PAUSE_SECONDS)

    async def _settle(self, window: Sequence[Heard]) -> None:
        now = monotonic()
        async with self._edge.transaction() as work:
            await ledger.settle_window(work.connection, [settlement_of(heard, now=now) for heard in window])
            if gone := [heard.mail.id for heard in window if is_gone(heard.verdict.status)]:
                await bounces.suppress(work.connection, gone)
        self._measures.carried(heard.verdict.outcome for heard in window)
        told_at = self._edge.clock().timestamp() - now
        for heard in window:
            if heard.verdict.outcome is Outcome.ACCEPTED:
                self._measures.took(told_at + heard.at - heard.mail.created_at.timestamp())


def settlement_of(heard: Heard, *, now: float) -> Settlement:
    """Return what the ledger says of a mail from now on."""
    mail, verdict = heard.mail, heard.verdict
    ago = timedelta(seconds=max(0.0, now - heard.at))
    match verdict.outcome:
        case Outcome.ACCEPTED:
            return Settlement(mail.id, MailState.ACCEPTED, ago=ago)
        case Outcome.REFUSED:
            return Settlement(mail.id, MailState.FAILED, ago=ago, status=verdict.status)
        case Outcome.LATER | Outcome.LINE_BROKEN:
            pause = retry_pause(mail.attempt)
            return Settlement(mail.id, MailState.CREATED, ago=ago, pause=pause, status=verdict.status)


def retry_pause(attempt: int) -> timedelta:
    """Return how long a mail waits after its n-th failed attempt: 1, 2, 4 … seconds, five minutes at most."""
    return min(FIRST_RETRY * int(2 ** min(attempt - 1, 20)), LAST_RETRY)
