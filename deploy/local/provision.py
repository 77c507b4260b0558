"""Roles and databases of the services: each service reaches its own database and no neighbour's.

Takes any administrator's address, so that the embedded stack and the containers are set up by the same code.
"""

import asyncio
import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg

EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
INSTANCE_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SCRAM_ITERATIONS = 4096


@dataclass(frozen=True, kw_only=True)
class ServiceDatabase:
    """The database of one service instance (`offers`, `offers-hoerde`) with the passwords of its two roles."""

    instance: str
    owner_password: str
    service_password: str

    def __post_init__(self) -> None:
        if not INSTANCE_NAME.fullmatch(self.instance):
            raise ValueError(f"{self.instance!r} is no name of a service instance")

    @property
    def database(self) -> str:
        return f"infamilie_{self.service_role}"

    @property
    def service_role(self) -> str:
        """The role of the running service; it owns nothing."""
        return self.instance.replace("-", "_")

    @property
    def owner_role(self) -> str:
        """The role that runs the migrations and owns what they make."""
        return f"{self.service_role}_owner"


async def provision(admin_url: str, databases: Sequence[ServiceDatabase]) -> None:
    """Creates what is missing and sets passwords and rights again; running it twice changes nothing."""
    connection = await asyncpg.connect(admin_url)
    try:
        for shared in ("postgres", "template1"):
            await connection.execute(f"REVOKE ALL ON DATABASE {shared} FROM PUBLIC")
        for wanted in databases:
            await _ensure_role(connection, wanted.owner_role, wanted.owner_password)
            await _ensure_role(connection, wanted.service_role, wanted.service_password)
            await _ensure_database(connection, wanted)
    finally:
        await connection.close()
    await asyncio.gather(*(_furnish(admin_url, wanted) for wanted in databases))


async def _ensure_role(connection: "asyncpg.Connection[asyncpg.Record]", role: str, password: str) -> None:
    if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
        await connection.execute(f'CREATE ROLE "{role}"')
    await connection.execute(
        f'ALTER ROLE "{role}" WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS'
        f" PASSWORD '{scram_verifier(password)}'"
    )


async def _ensure_database(connection: "asyncpg.Connection[asyncpg.Record]", wanted: ServiceDatabase) -> None:
    if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", wanted.database):
        await connection.execute(
            f'CREATE DATABASE "{wanted.database}" OWNER "{wanted.owner_role}" TEMPLATE template0'
            " ENCODING 'UTF8' LOCALE 'C.UTF-8'"
        )
    await connection.execute(f'REVOKE ALL ON DATABASE "{wanted.database}" FROM PUBLIC')
    await connection.execute(
        f'GRANT CONNECT ON DATABASE "{wanted.database}" TO "{wanted.owner_role}", "{wanted.service_role}"'
    )


async def _furnish(admin_url: str, wanted: ServiceDatabase) -> None:
    connection = await asyncpg.connect(admin_url, database=wanted.database)
    try:
        await connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        for extension in EXTENSIONS:
            await connection.execute(f"CREATE EXTENSION IF NOT EXISTS {extension} SCHEMA public")
    finally:
        await connection.close()


def scram_verifier(password: str) -> str:
    """The form in which PostgreSQL keeps a password (RFC 5803), so that the password itself never reaches a log."""
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, SCRAM_ITERATIONS)
    stored_key = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    parts = (base64.b64encode(part).decode() for part in (salt, stored_key, server_key))
    salt_text, stored_text, server_text = parts
    return f"SCRAM-SHA-256${SCRAM_ITERATIONS}:{salt_text}${stored_text}:{server_text}"
