"""The edge of a service: one transaction for a request, a job or a page, its events written as its last statements."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.contracts.contract import Contract
from shared.messaging.doorbell import Doorbell
from shared.messaging.event import NewEvent
from shared.messaging.log import append
from shared.messaging.slots import Slots, in_slot


@dataclass
class Work:
    """What a use case may touch: the transaction, the time, new ids, and the events it collects.

    `position` is the place of the last event in the log once the transaction is committed; 0 without events.
    """

    connection: AsyncConnection
    now: datetime
    new_id: Callable[[], UUID]
    traceparent: str | None = None
    events: list[NewEvent] = field(default_factory=list)
    position: int = 0

    def announce(self, subject: str, *, version: int, data: Contract, network: str | None = None) -> None:
        """Collect an event about a subject (e.g. `offer/<id>`) in its new version."""
        self.events.append(
            NewEvent(
                id=self.new_id(),
                subject=subject,
                subject_version=version,
                network=network,
                time=self.now,
                data=data,
                traceparent=self.traceparent,
            )
        )


class Edge:
    """Opens transactions on a service's own database."""

    def __init__(
        self,
        *,
        engine: AsyncEngine,
        source: str,
        doorbell: Doorbell,
        slots: Slots,
        clock: Callable[[], datetime],
        new_id: Callable[[], UUID],
        traceparent: Callable[[], str | None],
    ) -> None:
        self.source = source
        self.clock = clock
        self.new_id = new_id
        self._engine = engine
        self._doorbell = doorbell
        self._slots = slots
        self._traceparent = traceparent

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Work]:
        """Yield the work of one transaction; it is committed with its events when the block ends without an error."""
        async with self._engine.connect() as plain:
            connection = await in_slot(plain, self._slots.live.slot)
            async with connection.begin():
                work = Work(connection, self.clock(), self.new_id, self._traceparent())
                yield work
                work.position = await append(connection, work.events, source=self.source)
        if work.position:
            self._doorbell.ring()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection for queries only."""
        async with self._slots.reading() as connection:
            yield connection
