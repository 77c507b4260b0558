"""Brings a service's database to its newest version, by the owner role; the service's own role has no DDL rights."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from shared.database.engine import asyncpg_url

MIGRATION_LOCK = 0x1F_0003
SCHEMAS = ("public", "projection_a", "projection_b")

_SCHEMA_RIGHTS = (
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
)
_APPEND_ONLY = {
    "event_log": "UPDATE, DELETE",
    "audit_trail": "UPDATE",
    "alembic_version": "INSERT, UPDATE, DELETE",
    "log_identity": "INSERT, DELETE",
}


async def migrate(*, versions: Path, owner_url: str, service_role: str) -> None:
    """Run the migrations in `versions` and give the service's role its rights; runs one at a time per database."""
    engine = create_async_engine(asyncpg_url(owner_url), connect_args={"server_settings": {"lock_timeout": "10s"}})
    try:
        async with engine.begin() as connection:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
            await connection.run_sync(_upgrade, versions)
            await connection.run_sync(_give_rights, service_role)
    finally:
        await engine.dispose()


def _upgrade(connection: Connection, versions: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "alembic"))
    config.set_main_option("version_locations", str(versions))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _give_rights(connection: Connection, role: str) -> None:
    quoted = connection.dialect.identifier_preparer.quote(role)
    present = set(connection.execute(text("SELECT nspname FROM pg_namespace")).scalars())
    for schema in SCHEMAS:
        if schema in present:
            for right in _SCHEMA_RIGHTS:
                connection.execute(text(right.format(schema=schema, role=quoted)))
    tables = set(connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars())
    for table, rights in _APPEND_ONLY.items():
        if table in tables:
            connection.execute(text(f"REVOKE {rights} ON {table} FROM {quoted}"))
