"""Builds the postmen of all lanes and what they share from the settings."""

import asyncio
import ssl
from collections.abc import Coroutine, Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from services.notifications.delivery.bookkeeper import Bookkeeper
from services.notifications.delivery.measures import Measures
from services.notifications.delivery.pacing import DomainPauses, QuietHours, Rate
from services.notifications.delivery.postman import Depot, Postman
from services.notifications.delivery.smtp.connection import MailConnection
from services.notifications.delivery.smtp.server import MailServer
from services.notifications.domain.mail import Lane
from services.notifications.equipment import Equipment, connections_of
from services.notifications.settings import NotificationsSettings
from services.notifications.storage.wordings import newest
from shared.messaging.edge import Edge

WORDS_SECONDS = 5.0


class PostOffice:
    """The postmen of one process and their bookkeeper."""

    def __init__(self, edge: Edge, equipment: Equipment, measures: Measures) -> None:
        settings = equipment.settings
        self._equipment = equipment
        self._bookkeeper = Bookkeeper(edge=edge, measures=measures)
        self._depot = Depot(
            edge=edge,
            keys=equipment.keys,
            letters=equipment.letters,
            bookkeeper=self._bookkeeper,
            measures=measures,
            pauses=DomainPauses(),
            rate=Rate(settings.smtp_mails_per_second),
            quiet_hours=QuietHours(settings.quiet_from, settings.quiet_until),
            return_address=equipment.return_path.of if settings.bounce_address else lambda _: settings.mail_from,
        )

    def tasks(self) -> Iterator[Coroutine[Any, Any, None]]:
        """Yield everything that runs."""
        yield self._bookkeeper.run()
        yield self._keep_words_fresh()
        settings, bells = self._equipment.settings, self._equipment.mail_bell
        for lane in Lane:
            for _ in range(connections_of(settings, lane)):
                yield Postman(self._depot, lane=lane, connection=connection_of(settings), wake=bells.of(lane)).run()

    async def _keep_words_fresh(self) -> None:
        """Read the words of office and quarters again and again: another replica may have changed them."""
        while True:
            with suppress(OSError, TimeoutError, SQLAlchemyError):
                async with self._depot.edge.reading() as connection:
                    self._equipment.letters.use(await newest(connection))
            await asyncio.sleep(WORDS_SECONDS)


def connection_of(settings: NotificationsSettings) -> MailConnection:
    """Return a new connection to the mail server."""
    server = MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        tls=settings.smtp_tls,
        user=settings.smtp_user,
        password=settings.smtp_password,
        timeout_seconds=settings.smtp_timeout_seconds,
        greeting_name=settings.mail_from.rpartition("@")[2],
        trust=ssl.create_default_context(cafile=settings.smtp_authority) if settings.smtp_authority else None,
    )
    return MailConnection(server, most_mails=settings.smtp_mails_per_connection)
