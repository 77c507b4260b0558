"""What a database really holds, and what the code's tables say it holds, in words that can be compared."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

import asyncpg
from sqlalchemy import Connection, Table, inspect, make_url
from sqlalchemy.types import TypeEngine

from shared.database.engine import plain_url
from shared.messaging.batch import PROJECTION
from shared.messaging.schema import SLOTS

SCHEMAS = ("public", *SLOTS)
POSTGRESQL = make_url("postgresql+asyncpg://").get_dialect()()
# SQLAlchemy's Float without a precision is PostgreSQL's double precision.
SAME = {"FLOAT": "DOUBLE PRECISION"}

Columns = Mapping[str, tuple[str, bool]]
"""Type and nullability of each column."""


def declared_tables(service: str) -> list[Table]:
    """Every table that a module of the service knows, its own and those it takes from shared."""
    found = {id(table): table for module in _modules(f"services.{service}") for table in _tables(module)}
    return sorted(found.values(), key=lambda table: (table.schema or "", table.name))


def _modules(package: str) -> Iterator[ModuleType]:
    root = importlib.import_module(package)
    yield root
    for module in pkgutil.walk_packages(root.__path__, f"{package}."):
        if ".migrations" not in module.name:
            yield importlib.import_module(module.name)


def _tables(module: ModuleType) -> Iterator[Table]:
    yield from (value for value in vars(module).values() if isinstance(value, Table))


def schemas_of(table: Table) -> tuple[str, ...]:
    """Where the table must stand: a projection in both slots."""
    return SLOTS if table.schema == PROJECTION else (table.schema or "public",)


def declared_columns(table: Table) -> Columns:
    return {column.name: (_type(column.type), bool(column.nullable)) for column in table.columns}


def real_columns(connection: Connection) -> dict[tuple[str, str], Columns]:
    """The columns of every table by schema and name."""
    inspector = inspect(connection)
    return {
        (schema, table): {
            column["name"]: (_type(column["type"]), bool(column["nullable"]))
            for column in inspector.get_columns(table, schema=schema)
        }
        for schema in SCHEMAS
        for table in inspector.get_table_names(schema=schema)
    }


def _type(kind: TypeEngine[Any]) -> str:
    name = kind.compile(dialect=POSTGRESQL)
    return SAME.get(name, name)


CATALOGUE = """
SELECT 'column', table_schema, table_name, column_name, data_type || coalesce(column_default, '') || is_nullable
FROM information_schema.columns WHERE table_schema = ANY($1)
UNION ALL SELECT 'index', schemaname, tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = ANY($1)
UNION ALL SELECT 'constraint', connamespace::regnamespace::text, conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace::regnamespace::text = ANY($1)
UNION ALL SELECT 'right', table_schema, table_name, grantee, privilege_type
FROM information_schema.role_table_grants WHERE table_schema = ANY($1)
UNION ALL SELECT 'revision', '', '', '', version_num FROM alembic_version
UNION ALL SELECT 'epoch', '', '', '', epoch FROM log_identity
ORDER BY 1, 2, 3, 4, 5
"""


async def picture_of(owner_url: str) -> list[tuple[str, ...]]:
    """Everything that a migration could change: columns, indexes, constraints, rights, revision and epoch."""
    connection = await asyncpg.connect(plain_url(owner_url))
    try:
        return [tuple(row) for row in await connection.fetch(CATALOGUE, list(SCHEMAS))]
    finally:
        await connection.close()
