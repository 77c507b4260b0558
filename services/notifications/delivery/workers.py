"""What runs beside the requests: postmen, the announcer, the housekeeper and the measuring of the ledger."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

import structlog

from services.notifications.delivery.measures import Measures
from services.notifications.delivery.post_office import PostOffice
from services.notifications.delivery.wake import LaneBells
from services.notifications.domain.mail import Lane
from services.notifications.equipment import Equipment
from services.notifications.settings import NotificationsSettings
from services.notifications.storage.delivery_figures import silent_offers
from services.notifications.storage.figures import backlog
from services.notifications.use_cases.announce import MOST_AT_ONCE, announce_matched
from services.notifications.use_cases.fail_hopeless_mails import fail_hopeless_mails
from services.notifications.use_cases.keys import Keys
from services.notifications.use_cases.purge import purge
from services.notifications.use_cases.reseal_addresses import MOST_AT_ONCE as MOST_AT_ONCE_RESEALED
from services.notifications.use_cases.reseal_addresses import reseal_addresses
from shared.database.failures import passes_by_itself
from shared.hosting.parts import Worker
from shared.hosting.running import Running
from shared.telemetry.rarely import log_rarely

LOG = structlog.get_logger("delivery")

POLL_SECONDS = 1.0
ANNOUNCING_SECONDS = 5.0
# Figures may wait; the mails of the same commit go first.
SECONDS_BEHIND_THE_MAILS = 0.2
OPEN_SECONDS = 5.0
SILENCE_SECONDS = 60.0
SILENCE_PERIOD = timedelta(days=7)
HOUSEKEEPING_SECONDS = 3600.0


def workers_of(equipment: Equipment) -> tuple[Worker, ...]:
    """Return the service's workers."""
    measures: Measures | None = None

    async def postmen(running: Running) -> None:
        nonlocal measures  # Prometheus knows a figure once, even if this worker is started again after an error.
        measures = measures or Measures(running.metrics)
        office = PostOffice(running.edge, equipment, measures)
        async with asyncio.TaskGroup() as group:
            group.create_task(_again_and_again(partial(_count_open, running, measures), seconds=OPEN_SECONDS))
            group.create_task(_again_and_again(partial(_count_silent, running, measures), seconds=SILENCE_SECONDS))
            group.create_task(_ring_again_and_again(equipment.mail_bell))
            for task in office.tasks():
                group.create_task(task)

    async def announcer(running: Running) -> None:
        while True:
            await equipment.announcement_bell.wait(seconds=ANNOUNCING_SECONDS)
            await asyncio.sleep(SECONDS_BEHIND_THE_MAILS)
            await patiently(lambda: _announce(running))

    async def housekeeper(running: Running) -> None:
        while True:
            await patiently(lambda: _keep_house(running, equipment.settings))
            await patiently(lambda: _reseal(running, equipment.keys))
            await asyncio.sleep(HOUSEKEEPING_SECONDS)

    return postmen, announcer, housekeeper


async def _ring_again_and_again(bell: LaneBells) -> None:
    """Wake postmen for what nobody rings for: a second attempt, a mail of another replica that died.

    Lane after lane: all at once they would need a connection to the database each, while there is nothing to do.
    """
    while True:
        for lane in Lane:
            bell.of(lane).ring()
            await asyncio.sleep(POLL_SECONDS / len(Lane))


async def _announce(running: Running) -> None:
    announced = MOST_AT_ONCE
    while announced == MOST_AT_ONCE:
        async with running.edge.transaction() as work:
            announced = await announce_matched(work)


async def _keep_house(running: Running, settings: NotificationsSettings) -> None:
    async with running.edge.transaction() as work:
        hopeless = await fail_hopeless_mails(work, after_hours=settings.give_up_hours)
        purged = await purge(work, ledger_days=settings.ledger_days)
    LOG.info("house-kept", hopeless_mails=hopeless, unconfirmed=purged.unconfirmed, persons=purged.persons)


async def _reseal(running: Running, keys: Keys) -> None:
    resealed = MOST_AT_ONCE_RESEALED
    while resealed == MOST_AT_ONCE_RESEALED:
        async with running.edge.transaction() as work:
            resealed = await reseal_addresses(work, keys.vault)


async def _again_and_again(job: Callable[[], Awaitable[None]], *, seconds: float) -> None:
    while True:
        await patiently(job)
        await asyncio.sleep(seconds)


async def _count_open(running: Running, measures: Measures) -> None:
    async with running.edge.reading() as connection:
        measures.backlog(await backlog(connection))


async def _count_silent(running: Running, measures: Measures) -> None:
    async with running.edge.reading() as connection:
        since = running.clock() - SILENCE_PERIOD
        measures.silent(len(await silent_offers(connection, network=None, since=since)))


async def patiently(job: Callable[[], Awaitable[None]]) -> None:
    """Run a job; a database that is away is told and asked again at the job's next turn."""
    try:
        await job()
    except Exception as failure:
        if not passes_by_itself(failure):
            raise
        log_rarely("job-waits-for-the-database", logger=LOG, failure=type(failure).__name__)
