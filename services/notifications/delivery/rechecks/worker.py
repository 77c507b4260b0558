"""The worker that writes and carries the mails asking for a confirmation."""

from services.notifications.delivery.post_office import connection_of
from services.notifications.delivery.rechecks.letters import RecheckLetters
from services.notifications.delivery.rechecks.neighbours import Neighbours
from services.notifications.delivery.rechecks.postman import RecheckPostman
from services.notifications.delivery.workers import patiently
from services.notifications.equipment import Equipment, sender_of
from shared.hosting.parts import Worker
from shared.hosting.running import Running

LOOK_SECONDS = 5.0


def recheck_worker(equipment: Equipment) -> Worker:
    """Return the worker."""
    settings = equipment.settings

    async def carry_rechecks(running: Running) -> None:
        postman = RecheckPostman(
            edge=running.edge,
            neighbours=Neighbours(running.http, registry_url=settings.registry_url),
            letters=RecheckLetters(sender_of(settings)),
            connection=connection_of(settings),
            envelope_sender=settings.mail_from,
        )
        try:
            while True:
                await patiently(postman.deliver_all)
                await equipment.recheck_bell.wait(seconds=LOOK_SECONDS)
        finally:
            await postman.close()

    return carry_rechecks
