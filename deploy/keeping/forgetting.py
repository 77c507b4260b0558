"""Repeats in restored databases every erasure and redaction that the journals know."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from deploy.keeping.redacting import owning
from deploy.keeping.stores import Deployment, Store
from services.notifications.use_cases.erase import erase_again
from services.registry.use_cases.persons.erase_person import erase_persons_again
from shared.contracts.redaction import MOST_REDACTED_AT_ONCE
from shared.database.engine import create_database_engine
from shared.erasure.journal import Erasure, ErasureJournal
from shared.erasure.redaction import Grounds, find_events, redact
from shared.hosting.running import new_uuid7, utc_now
from shared.identity.actor import Actor
from shared.messaging.doorbell import Doorbell
from shared.messaging.edge import Edge
from shared.messaging.schema import SLOTS
from shared.messaging.slots import Slots

OPERATOR = Actor(account="infamilie-restore")
GROUNDS = Grounds(reason="restored backup", asked_by="infamilie-restore", confirmed_by="journal-of-redactions")

_TABLES = text("SELECT tablename FROM pg_tables WHERE schemaname = :slot ORDER BY tablename")
_FORGET_LETTERS = text("DELETE FROM dead_letters WHERE event_id = ANY(CAST(:ids AS text[]))")


@dataclass(frozen=True)
class Forgotten:
    """How many had come back with the backup."""

    persons: int
    subscribers: int
    events: int


async def forget_again(
    deployment: Deployment, stores: Sequence[Store], *, made_at: datetime, now: datetime
) -> Forgotten:
    """Erase and redact again; where events were emptied since the backup was begun, no projection of it is kept."""
    journals = deployment.journals
    redactions = [] if journals.redactions is None else ErasureJournal(journals.redactions).read()
    events = sum([await _redact_again(store, redactions, now=now) for store in stores])
    if events or any(line.at >= made_at for line in redactions):
        for store in stores:
            await _empty_projections(store, redactions)
    persons = subscribers = 0
    for store in stores:
        if store.service == "registry" and journals.registry is not None:
            persons += await _erase_persons(store, ErasureJournal(journals.registry).read(), now=now)
        if store.service == "notifications" and journals.notifications is not None:
            subscribers += await _erase_subscribers(store, ErasureJournal(journals.notifications).read())
    return Forgotten(persons, subscribers, events)


async def _redact_again(store: Store, redactions: Sequence[Erasure], *, now: datetime) -> int:
    emptied = 0
    for start in range(0, len(redactions), MOST_REDACTED_AT_ONCE):
        some = redactions[start : start + MOST_REDACTED_AT_ONCE]
        async with owning(store) as connection:
            events = await find_events(connection, ids=[UUID(bytes=line.lookup) for line in some])
            await redact(connection, events, GROUNDS, now=now)
            emptied += sum(not event.is_redacted for event in events)
    return emptied


async def _empty_projections(store: Store, redactions: Sequence[Erasure]) -> None:
    """Have a listener begin with nothing: until it has read the logs again it knows less, never too much."""
    async with owning(store) as connection:
        await connection.execute(_FORGET_LETTERS, {"ids": [str(UUID(bytes=line.lookup)) for line in redactions]})
        for slot in SLOTS:
            for table in (await connection.execute(_TABLES, {"slot": slot})).scalars().all():
                await connection.execute(text(f'DELETE FROM {slot}."{table}"'))  # noqa: S608 - both names come from the catalogue


async def _erase_persons(store: Store, erasures: Sequence[Erasure], *, now: datetime) -> int:
    async with _edge(store) as edge, edge.transaction() as work:
        return await erase_persons_again(work, OPERATOR, erasures, today=now.date())


async def _erase_subscribers(store: Store, erasures: Sequence[Erasure]) -> int:
    async with _edge(store) as edge, edge.transaction() as work:
        return await erase_again(work, erasures)


@asynccontextmanager
async def _edge(store: Store) -> AsyncIterator[Edge]:
    """Yield a service's edge without the service: what it announces is told once the service runs."""
    engine = create_database_engine(store.owner_url, application="restore", pool_size=2)
    slots = Slots(engine)
    try:
        await slots.refresh()
        yield Edge(
            engine=engine,
            source=store.source,
            doorbell=Doorbell(store.owner_url),
            slots=slots,
            clock=utc_now,
            new_id=new_uuid7,
            traceparent=lambda: None,
        )
    finally:
        await engine.dispose()
