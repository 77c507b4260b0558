"""The migrations make what the code's tables say, the same in both projection slots, and a second run changes nothing."""

from sqlalchemy import Column, Float, MetaData, Table, Text
from sqlalchemy.ext.asyncio import create_async_engine

from shared.database.engine import asyncpg_url
from shared.identity.audit import AUDIT_TRAIL
from shared.identity.grants import GRANTS
from shared.messaging.dead_letters import DEAD_LETTERS
from shared.messaging.schema import SLOTS
from shared.messaging.sources import SOURCES
from shared.testing.servers import DatabaseAddresses
from tests.shared.database.conftest import bring_up
from tests.shared.database.schema_of import (
    Columns,
    declared_columns,
    declared_tables,
    picture_of,
    real_columns,
    schemas_of,
)

# Read and written by plain SQL alone.
WITHOUT_DECLARATION = {
    ("public", "activity_counter"),
    ("public", "activity_trimmed"),
    ("public", "alembic_version"),
    ("public", "audit_trail"),
    ("public", "event_log"),
    ("public", "log_identity"),
    ("public", "projection_slot"),
    ("public", "webhook_events"),
    ("public", "wordings"),
    *((slot, "checkpoint") for slot in SLOTS),
}


def tables_of(service: str) -> list[Table]:
    """What the service's code declares, and the mechanism's tables; the registry's own grants are the truth, no projection."""
    own = declared_tables(service)
    shared = [DEAD_LETTERS, SOURCES, *([] if service == "registry" else [GRANTS])]
    return [*own, *shared]


async def columns_of(database: DatabaseAddresses) -> dict[tuple[str, str], Columns]:
    engine = create_async_engine(asyncpg_url(database.service_url))
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(real_columns)
    finally:
        await engine.dispose()


def differences(tables: list[Table], real: dict[tuple[str, str], Columns]) -> list[str]:
    """The declared tables that are not there or have other columns."""
    return [
        f"{schema}.{table.name}"
        for table in tables
        for schema in schemas_of(table)
        if real.get((schema, table.name)) != declared_columns(table)
    ]


async def test_every_declared_table_is_there_with_its_columns(database: DatabaseAddresses, service: str) -> None:
    assert differences(tables_of(service), await columns_of(database)) == []


async def test_every_table_that_is_there_is_declared(database: DatabaseAddresses, service: str) -> None:
    declared = {(schema, table.name) for table in tables_of(service) for schema in schemas_of(table)}
    assert (await columns_of(database)).keys() - declared <= WITHOUT_DECLARATION


async def test_an_audit_trail_is_the_same_wherever_it_is(database: DatabaseAddresses) -> None:
    found = (await columns_of(database)).get(("public", "audit_trail"))
    assert found in (None, declared_columns(AUDIT_TRAIL))


async def test_a_table_that_differs_is_found(database: DatabaseAddresses) -> None:
    planted = [
        Table("checkpoint", MetaData(), Column("source", Float), schema="projection"),
        Table("nowhere", MetaData(), Column("key", Text)),
    ]
    found = differences(planted, await columns_of(database))
    assert found == ["projection_a.checkpoint", "projection_b.checkpoint", "public.nowhere"]


async def test_both_slots_are_the_same(database: DatabaseAddresses) -> None:
    picture = await picture_of(database.owner_url)
    first, second = ([row for row in picture if slot in row] for slot in SLOTS)
    renamed = [tuple(part.replace("projection_a", "projection_b") for part in row) for row in first]
    assert sorted(renamed) == sorted(second)
    assert first


async def test_a_second_run_changes_nothing(database: DatabaseAddresses, service: str) -> None:
    before = await picture_of(database.owner_url)
    await bring_up(service, database)
    assert await picture_of(database.owner_url) == before
