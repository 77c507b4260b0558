"""No order holds between sources: however their batches meet, whatever comes twice or late, projections end the same."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from shared.contracts.registry import NetworkDefined, NetworkStatus
from shared.database.engine import create_database_engine
from shared.database.migrations import migrate
from shared.hosting.parts import migrations_of
from shared.messaging.batch import Batch, Listener
from shared.messaging.event import Event
from shared.messaging.schema import SLOTS
from shared.messaging.slots import in_slot
from shared.messaging.sources import LISTENER as SOURCES_LISTENER
from tests.shared.database.conftest import role_of
from tests.shared.hosting.every_service import NAMES, idle_app
from tests.shared.hosting.histories import BEGINNING, Delivery, Told, disordered, histories, interleaved

LISTENING = tuple(name for name in NAMES if name != "registry")
SLOT, OTHER_SLOT = SLOTS
EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
each_service = pytest.mark.parametrize("name", LISTENING)
# Written by effects too: what it holds must not depend on the order either, but for the numbers of its rows.
NUMBERED_BY_ARRIVAL = "position"
# Calls to work: a batch calls once for all of its events, so how often depends on the cuts, and for what does not.
CALLS = frozenset({"chain_waiting"})

State = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Projecting:
    """A service's listeners on a migrated database of their own."""

    engine: AsyncEngine
    listeners: tuple[Listener, ...]

    def states(self) -> tuple[Listener, ...]:
        return tuple(listener for listener in self.listeners if listener.state is not None)

    async def state_after(
        self, deliveries: Sequence[Delivery], listeners: Sequence[Listener], *, schemas: Sequence[str] = (SLOT,)
    ) -> State:
        """What the tables hold after these deliveries; then all is undone."""
        async with self.engine.connect() as plain:
            connection = await in_slot(plain, SLOT)
            undone = await connection.begin()
            for delivery in deliveries:
                await apply(connection, delivery, listeners)
            held = {name: rows for schema in schemas for name, rows in (await held_in(connection, schema)).items()}
            await undone.rollback()
        return held


async def apply(connection: AsyncConnection, delivery: Delivery, listeners: Sequence[Listener]) -> None:
    """Give each listener what it hears, as the consumer does."""
    batch = Batch(connection, SLOT, BEGINNING)
    for listener in listeners:
        types = {contract.type() for contract in listener.types}
        if heard := [event for event in delivery if event.type in types]:
            await listener.apply(batch, heard)


async def held_in(connection: AsyncConnection, schema: str) -> State:
    """The rows of every table of a schema, in an order of their own."""
    names = text("SELECT tablename FROM pg_tables WHERE schemaname = :schema ORDER BY tablename")
    tables = (await connection.execute(names, {"schema": schema})).scalars().all()
    held = {}
    for table in tables:
        each = "DISTINCT" if table in CALLS else ""
        rows = text(f'SELECT {each} (to_jsonb(t) - :left_out)::text FROM {schema}."{table}" t ORDER BY 1')
        held[f"{schema}.{table}"] = (await connection.execute(rows, {"left_out": NUMBERED_BY_ARRIVAL})).scalars().all()
    return held


@pytest.fixture(scope="module")
async def projecting(
    postgres_server: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[dict[str, Projecting]]:
    made = {}
    for name in LISTENING:
        database = await create_database(postgres_server, name)
        role = role_of(database.service_url)
        await migrate(versions=migrations_of(name), owner_url=database.owner_url, service_role=role)
        consumed = idle_app(name, tmp_path_factory.mktemp(name)).state.running.consumer.consumed
        engine = create_database_engine(database.service_url, application="interleaving", pool_size=2)
        made[name] = Projecting(engine, (SOURCES_LISTENER, *consumed.listeners))
    yield made
    for each in made.values():
        await each.engine.dispose()


def one_by_one(history: Sequence[Told]) -> list[Delivery]:
    """Each source after the other, each event alone: the order that nobody could misread."""
    return [(event,) for event in sorted(history, key=lambda event: (event.source, event.position))]


@each_service
@EXAMPLES
@given(history=histories(), data=st.data())
async def test_states_end_the_same_in_whatever_order_they_come_and_how_often(
    projecting: dict[str, Projecting], name: str, history: Sequence[Told], data: st.DataObject
) -> None:
    service = projecting[name]
    deliveries = data.draw(disordered(history))
    plainly = await service.state_after(one_by_one(history), service.states())
    assert await service.state_after(deliveries, service.states()) == plainly


@each_service
@EXAMPLES
@given(history=histories(), data=st.data())
async def test_effects_too_end_the_same_however_the_sources_meet(
    projecting: dict[str, Projecting], name: str, history: Sequence[Told], data: st.DataObject
) -> None:
    service = projecting[name]
    deliveries = data.draw(interleaved(history))
    schemas = ("public", SLOT)
    plainly = await service.state_after(one_by_one(history), service.listeners, schemas=schemas)
    assert await service.state_after(deliveries, service.listeners, schemas=schemas) == plainly


@each_service
@settings(EXAMPLES, max_examples=5)
@given(history=histories())
async def test_only_the_slot_that_is_filled_is_written(
    projecting: dict[str, Projecting], name: str, history: Sequence[Told]
) -> None:
    service = projecting[name]
    held = await service.state_after(one_by_one(history), service.listeners, schemas=(OTHER_SLOT,))
    assert set(map(tuple, held.values())) == {()}


@each_service
@settings(EXAMPLES, max_examples=5)
@given(history=histories())
async def test_each_thing_that_is_told_of_has_its_newest_version(
    projecting: dict[str, Projecting], name: str, history: Sequence[Told]
) -> None:
    service = projecting[name]
    heard = {contract.type() for listener in service.states() for contract in listener.types}
    newest = {event.subject: event.subject_version for event in history if event.type in heard}
    held = await service.state_after(one_by_one(history), service.states())
    rows = sum(
        len(held[f"{SLOT}.{listener.state.name}"]) for listener in service.states() if listener.state is not None
    )
    assert rows == len(newest)
    for version in newest.values():
        assert any(f'"subject_version": {version}' in row for table in held.values() for row in table)


async def overwrite(batch: Batch, events: Sequence[Told]) -> None:
    """A listener that believes whatever comes last."""
    for event in events:
        told = text(f"UPDATE {SLOT}.known_networks SET subject_version = :version WHERE id = :id")
        await batch.connection.execute(told, {"version": event.subject_version, "id": event.data.id})


async def test_a_listener_that_believes_the_last_one_is_found(projecting: dict[str, Projecting]) -> None:
    first, second = network_told(1), network_told(2)
    good = projecting["offers"].states()
    careless = (*good, Listener(types=(NetworkDefined,), apply=overwrite))
    in_order = await projecting["offers"].state_after([(first,), (second,)], good)
    late = [(second,), (first,)]
    assert await projecting["offers"].state_after(late, good) == in_order
    assert await projecting["offers"].state_after(late, careless) != in_order


def network_told(version: int) -> Told:
    data = NetworkDefined(id="hoerde", label="Hörde", short_label="Hörde", status=NetworkStatus.ACTIVE, areas=())
    return Event(
        id=UUID(int=version),
        source="/registry/city",
        position=version,
        type=NetworkDefined.type(),
        subject="network/hoerde",
        subject_version=version,
        network=None,
        time=BEGINNING,
        data=data,
        traceparent=None,
    )
