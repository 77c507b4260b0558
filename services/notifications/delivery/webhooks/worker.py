"""The workers that post to partners' endpoints."""

import asyncio
import resource
from contextlib import suppress

from prometheus_client import Counter

from services.notifications.delivery.webhooks.messenger import Messenger
from services.notifications.delivery.workers import patiently
from services.notifications.equipment import Equipment
from shared.hosting.parts import Worker
from shared.hosting.running import Running

LOOK_SECONDS = 1.0
SLOTS = 1500
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
            for is_failing, share in ((False, slots), (True, slots * SLOTS_FOR_FAILING // SLOTS)):
                messenger = Messenger(
                    edge=running.edge,
                    secrets=equipment.webhook_secrets,
                    fetching=equipment.fetching,
                    settled=settled,
                    is_failing=is_failing,
                    slots=share,
                )
                group.create_task(_again_and_again(messenger, equipment))

    return carry_webhooks


async def _again_and_again(messenger: Messenger, equipment: Equipment) -> None:
    try:
        while True:
            await patiently(messenger.deliver_all)
            await equipment.webhook_bell.wait(seconds=LOOK_SECONDS)
    finally:
        await messenger.end()


def _slots() -> int:
    """Return how many connections may be open at once: each is a file, and the system may allow fewer than we should like."""
    wanted = SLOTS + SLOTS_FOR_FAILING + OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY or soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard) if hard > 0 else wanted, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(50, min(SLOTS, soft - OTHER_FILES - SLOTS_FOR_FAILING)) if soft > 0 else SLOTS
