"""Carries events to endpoints, very many at a time. Those that failed last time have a messenger and slots of their own, so that the
others never stand behind them; claiming, posting and settling go on beside one another.
"""

import asyncio
from collections.abc import Callable

from prometheus_client import Counter

from services.notifications.delivery.wake import Wake
from services.notifications.delivery.webhooks.settling import Settling
from services.notifications.delivery.webhooks.slots import Slots
from services.notifications.delivery.webhooks.telling import tell
from services.notifications.delivery.workers import patiently
from services.notifications.domain.webhooks.endpoint import GIVE_UP_AFTER, GONE, pause_after
from services.notifications.storage.webhooks import events, places
from services.notifications.storage.webhooks.events import WebhookEvent
from services.notifications.storage.webhooks.places import Failure, Place, Success
from services.notifications.storage.webhooks.secrets import WebhookSecrets
from shared.fetching.fetch import Fetching
from shared.messaging.edge import Edge

MOST_AT_ONCE = 400
LOOK_SECONDS = 1.0
# The shortest pause of an endpoint that failed is twenty times that; successes let their endpoints go on.
SETTLING_SECONDS, SETTLING_FAILURES_SECONDS = 0.02, 0.25


class Messenger:
    """One for endpoints that took their last event, one for those that did not; the bell wakes it for new events."""

    def __init__(
        self,
        *,
        edge: Edge,
        secrets: WebhookSecrets,
        fetching: Fetching,
        settled: Counter,
        bell: Wake,
        is_failing: bool,
        slots: int,
        slow: int,
    ) -> None:
        self._edge = edge
        self._secrets = secrets
        self._fetching = fetching
        self._settled = settled
        self._bell = bell
        self._is_failing = is_failing
        self._batch = min(MOST_AT_ONCE, slots // 3)
        self._slots = Slots(most=slots, most_slow=slow, batch=self._batch, ring=bell.ring)
        self._successes = Settling(places.move, edge=edge, seconds=SETTLING_SECONDS, after=self._count("taken"))
        self._failures = Settling(
            places.put_off, edge=edge, seconds=SETTLING_FAILURES_SECONDS, after=self._count("failed")
        )

    async def carry_again_and_again(self) -> None:
        """Carry what is due, for ever; what is under way at the end will be posted again, with the same ids."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._successes.settle_again_and_again())
                group.create_task(self._failures.settle_again_and_again())
                while True:
                    await patiently(self._take_all)
                    await self._bell.wait(seconds=LOOK_SECONDS)
        finally:
            await self._slots.end()

    async def _take_all(self) -> None:
        """Take what is due until there is no more of it, or too few slots for a claim to be worth its while."""
        while self._slots.free >= self._batch:
            if await self._take() < self._batch:
                return

    async def _take(self) -> int:
        async with self._edge.transaction() as work:
            claimed = await places.claim(work.connection, is_failing=self._is_failing, most=self._batch)
            told = await events.at(work.connection, {place.next for place in claimed}) if claimed else {}
        self._slots.begin(self._carry(place, told[place.next]) for place in claimed if place.next in told)
        return len(claimed)

    async def _carry(self, place: Place, event: WebhookEvent) -> None:
        answer = await tell(
            place, event.id, event.body.encode(), secrets=self._secrets, by=self._fetching, now=self._edge.clock()
        )
        if answer.is_taken:
            self._successes.note(Success(place.id, event.position, answer.status))
        else:
            self._fail(place, answer.status)

    def _fail(self, place: Place, status: str) -> None:
        since = place.failing_since
        is_over = status == str(GONE) or (since is not None and self._edge.clock() - since > GIVE_UP_AFTER)
        self._failures.note(Failure(place.id, status, pause_after(place.attempts + 1), is_over))

    def _count(self, outcome: str) -> Callable[[int], None]:
        def count(settled: int) -> None:
            self._settled.labels(outcome).inc(settled)
            self._bell.ring()

        return count
