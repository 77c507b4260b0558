"""The workers that post to partners' endpoints."""

import asyncio
import resource
from contextlib import suppress

from prometheus_client import Counter

from services.notifications.delivery.wake import Wake
from services.notifications.delivery.webhooks.messenger import Messenger
from services.notifications.equipment import Equipment
from shared.hosting.parts import Worker
from shared.hosting.running import Running

SLOTS, SLOW = 1500, 2500
SLOTS_FOR_FAILING = 300
OTHER_FILES = 500


def webhook_worker(equipment: Equipment) -> Worker:
    """Return the worker."""
    settled: Counter | None = None

    async def carry_webhooks(running: Running) -> None:
        nonlocal settled  # Prometheus knows a figure once, even if this worker is started again after an error.
        settled = settled or Counter(
            "webhooks_settled", "Postings by how they ended", ("outcome",), registry=running.metrics.registry
        )
        slots = _slots()
        async with asyncio.TaskGroup() as group:
            for is_failing in (False, True):
                messenger = Messenger(
                    edge=running.edge,
                    secrets=equipment.webhook_secrets,
                    fetching=equipment.fetching,
                    settled=settled,
                    # No new event makes one that failed due: it waits for a moment, not for a ring.
                    bell=Wake() if is_failing else equipment.webhook_bell,
                    is_failing=is_failing,
                    slots=slots * SLOTS_FOR_FAILING // SLOTS if is_failing else slots,
                    slow=0 if is_failing else slots * SLOW // SLOTS,
                )
                group.create_task(messenger.carry_again_and_again())

    return carry_webhooks


def _slots() -> int:
    """Return how many slots there may be: each is a file, and the system may allow fewer than we should like."""
    wanted = SLOTS + SLOW + SLOTS_FOR_FAILING + OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY or soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard) if hard > 0 else wanted, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = (soft if soft > 0 else wanted) - OTHER_FILES
    return max(50, min(SLOTS, files * SLOTS // (SLOTS + SLOW + SLOTS_FOR_FAILING)))
