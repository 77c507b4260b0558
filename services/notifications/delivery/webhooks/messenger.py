"""Carries events to endpoints, very many at a time. One that answers slowly, or not at all, holds a slot and nobody up: those that
failed last time have slots of their own, so that the others never stand behind them.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import structlog
from prometheus_client import Counter

from services.notifications.delivery.webhooks.messages import posting_of
from services.notifications.domain.webhooks.endpoint import GIVE_UP_AFTER, GONE, pause_after
from services.notifications.storage.webhooks import events, places
from services.notifications.storage.webhooks.events import WebhookEvent
from services.notifications.storage.webhooks.places import Failure, Place, Success
from services.notifications.storage.webhooks.secrets import WebhookSecrets
from shared.database.failures import passes_by_itself
from shared.fetching.fetch import Fetching
from shared.fetching.post import post
from shared.fetching.refusals import NotFetched
from shared.identity.sealing import SealBroken
from shared.messaging.edge import Edge
from shared.telemetry.rarely import log_rarely

LOG = structlog.get_logger("webhooks")

AT_ONCE = 500
LOOK_SECONDS = 1.0
SETTLING_SECONDS = 0.02
PAUSE_WITHOUT_DATABASE_SECONDS = 1.0


class Messenger:
    """One for endpoints that took their last event, one for those that did not."""

    def __init__(
        self, *, edge: Edge, secrets: WebhookSecrets, fetching: Fetching, settled: Counter, is_failing: bool, slots: int
    ) -> None:
        self._edge = edge
        self._secrets = secrets
        self._fetching = fetching
        self._settled = settled
        self._is_failing = is_failing
        self._slots = slots
        self._under_way: set[asyncio.Task[None]] = set()
        self._outcomes: list[Success | Failure] = []
        self._news = asyncio.Event()

    async def deliver_all(self) -> None:
        """Carry everything that is due; return when nothing is left or under way."""
        while True:
            taken = await self._take() if len(self._under_way) < self._slots else 0
            if taken == 0 and not self._under_way and not self._outcomes:
                return
            if taken < AT_ONCE:
                await self._wait_for_outcomes()
            await self._settle()

    async def end(self) -> None:
        """Break off what is under way: it will be posted again, with the same ids."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _take(self) -> int:
        most = min(AT_ONCE, self._slots - len(self._under_way))
        async with self._edge.transaction() as work:
            claimed = await places.claim(work.connection, is_failing=self._is_failing, most=most)
            if not claimed:
                return 0
            waiting = await events.next_ones(work.connection, [place.id for place in claimed])
        for place in claimed:
            task = asyncio.create_task(self._carry(place, waiting[place.id]))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return len(claimed)

    async def _wait_for_outcomes(self) -> None:
        """Wait for the next outcome, and a moment more, so that many are written at once; or a second, and look for what is due."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS):
                await self._news.wait()
            await asyncio.sleep(SETTLING_SECONDS)

    def _note(self, outcome: Success | Failure) -> None:
        self._outcomes.append(outcome)
        self._news.set()

    async def _carry(self, place: Place, event: WebhookEvent) -> None:
        try:
            posting = posting_of(event, place, self._secrets, now=self._edge.clock())
            status = await post(place.url, posting, by=self._fetching)
        except NotFetched as refused:
            self._note(self._failure(place, refused.fault.value))
        except SealBroken:
            log_rarely("webhook-secret-stays-closed", logger=LOG, level="error")
            self._note(self._failure(place, "secret"))
        else:
            taken = status // 100 == 2
            self._note(Success(place.id, event.position, str(status)) if taken else self._failure(place, str(status)))

    def _failure(self, place: Place, status: str) -> Failure:
        since = place.failing_since
        is_over = status == str(GONE) or (since is not None and self._edge.clock() - since > GIVE_UP_AFTER)
        return Failure(place.id, status, pause_after(place.attempts + 1), is_over)

    async def _settle(self) -> None:
        outcomes, self._outcomes = self._outcomes, []
        self._news.clear()
        if not outcomes:
            return
        successes = [each for each in outcomes if isinstance(each, Success)]
        failures = [each for each in outcomes if isinstance(each, Failure)]
        while not await self._written(successes, failures):  # noqa: ASYNC110 - the condition is the database's
            await asyncio.sleep(PAUSE_WITHOUT_DATABASE_SECONDS)
        self._settled.labels("taken").inc(len(successes))
        self._settled.labels("failed").inc(len(failures))

    async def _written(self, successes: Sequence[Success], failures: Sequence[Failure]) -> bool:
        try:
            async with self._edge.transaction() as work:
                if successes:
                    await places.move(work.connection, successes)
                if failures:
                    await places.put_off(work.connection, failures)
        except Exception as failure:
            if not passes_by_itself(failure):
                raise
            log_rarely("webhooks-wait-for-the-database", logger=LOG, failure=type(failure).__name__)
            return False
        return True
