"""The tables that queries see are those that the migrations make."""

from sqlalchemy import Connection, inspect

from services.registry.storage.tables import METADATA
from tests.services.registry.city import City


def columns(connection: Connection) -> dict[str, dict[str, bool]]:
    inspector = inspect(connection)
    return {
        table: {column["name"]: column["nullable"] for column in inspector.get_columns(table)}
        for table in METADATA.tables
    }


async def test_migrations_make_the_columns_that_queries_name(city: City) -> None:
    named = {
        table.name: {column.name: bool(column.nullable) for column in table.columns}
        for table in METADATA.tables.values()
    }

    async with city.registry.running.engine.connect() as connection:
        assert await connection.run_sync(columns) == named


async def test_an_order_by_name_uses_the_index_for_pages(city: City) -> None:
    async with city.registry.running.engine.connect() as connection:
        names = await connection.run_sync(lambda plain: {i["name"] for i in inspect(plain).get_indexes("partners")})

    assert {"ix_partners_sort_key_id", "ix_partners_sort_key_trigrams"} <= names
