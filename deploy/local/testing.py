"""Real servers for tests: started once for a session, a database of its own for each test that asks."""

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import asyncpg

from deploy.local.issuer.clients import Client
from deploy.local.postgres import EmbeddedPostgres
from deploy.local.processes import Child, Command, spawn
from deploy.local.program import answers
from deploy.local.provision import ServiceDatabase, provision
from deploy.local.secret_store import SecretStore, write_private
from deploy.local.valkey import EmbeddedValkey
from shared.testing.servers import DatabaseAddresses, IssuerAddress, MailboxAddresses, free_port, fresh_name, wait_until

REPOSITORY = Path(__file__).parents[2]
SERVICES = ("registry", "offers", "offers-hoerde", "notifications", "portal", "dashboard")

# The services of a whole test session live side by side in one server.
MOST_CONNECTIONS = 400


@contextmanager
def passable_folder() -> Iterator[Path]:
    """A temporary folder that the database's user can pass through when the tests run as root."""
    with tempfile.TemporaryDirectory(prefix="infamilie-test-", ignore_cleanup_errors=True) as folder:
        path = Path(folder)
        path.chmod(0o711 if os.geteuid() == 0 else 0o700)
        yield path


@contextmanager
def running_postgres(data_dir: Path) -> Iterator[EmbeddedPostgres]:
    """A PostgreSQL of its own on a free port; stopped at the end."""
    server = EmbeddedPostgres(
        data_dir / "postgres", free_port(), max_connections=MOST_CONNECTIONS, shared_buffers="32MB"
    )
    server.start()
    try:
        server.wait_ready()
        yield server
    finally:
        server.stop()


@contextmanager
def running_valkey(data_dir: Path) -> Iterator[EmbeddedValkey]:
    """A Valkey of its own on a free port with the users of all services; stopped at the end."""
    server = EmbeddedValkey(data_dir / "valkey", free_port(), services=SERVICES)
    server.start()
    try:
        server.wait_ready()
        yield server
    finally:
        server.stop()


@contextmanager
def running_mailbox(data_dir: Path) -> Iterator[MailboxAddresses]:
    """A mailbox in a process of its own on free ports; stopped at the end."""
    mailbox, child = start_mailbox(data_dir)
    try:
        yield mailbox
    finally:
        child.ask_to_stop()
        assert child.has_ended_within(10), "the mailbox did not stop"


def start_mailbox(data_dir: Path) -> tuple[MailboxAddresses, Child]:
    """A mailbox that answers, and its process."""
    smtp_port, web_port = free_port(), free_port()
    command = Command(
        arguments=(sys.executable, "-m", "deploy.local.mailbox"),
        environment={
            "MAILBOX_DATA_DIR": str(data_dir / "mailbox"),
            "MAILBOX_SMTP_PORT": str(smtp_port),
            "MAILBOX_WEB_PORT": str(web_port),
        },
        working_directory=REPOSITORY,
    )
    mailbox = MailboxAddresses(smtp_port, f"http://127.0.0.1:{web_port}")
    child = spawn(command, log=data_dir / "mailbox.log")
    wait_until(answers(mailbox.web_url), what="the mailbox answers", timeout_seconds=20)
    return mailbox, child


@contextmanager
def running_issuer(data_dir: Path, *, clients: Sequence[Client]) -> Iterator[IssuerAddress]:
    """An issuer in a process of its own on a free port; stopped at the end."""
    port = free_port()
    issuer = IssuerAddress(f"http://127.0.0.1:{port}", data_dir / "issuer" / "keys.json", "operator-secret-of-the-test")
    data_dir.mkdir(parents=True, exist_ok=True)
    write_private(data_dir / "clients.json", json.dumps([asdict(client) for client in clients]))
    write_private(data_dir / "operator-secret", issuer.operator_secret)
    command = Command(
        arguments=(sys.executable, "-m", "deploy.local.issuer"),
        environment={
            "ISSUER_URL": issuer.url,
            "ISSUER_PORT": str(port),
            "ISSUER_DATA_DIR": str(issuer.keys_file.parent),
            "ISSUER_CLIENTS_FILE": str(data_dir / "clients.json"),
            "ISSUER_OPERATOR_SECRET_FILE": str(data_dir / "operator-secret"),
        },
        working_directory=REPOSITORY,
    )
    child = spawn(command, log=data_dir / "issuer.log")
    try:
        wait_until(answers(issuer.url), what="the issuer answers", timeout_seconds=20)
        yield issuer
    finally:
        child.ask_to_stop()
        assert child.has_ended_within(10), "the issuer did not stop"


async def create_database(server: EmbeddedPostgres, service: str) -> DatabaseAddresses:
    """A new empty database with its two roles, as provisioning makes them for a service."""
    secrets = SecretStore(server.data_dir / "test-secrets.json")
    wanted = ServiceDatabase(
        instance=fresh_name(service), owner_password=secrets.secret("owner"), service_password=secrets.secret("service")
    )
    await provision(server.superuser_url, [wanted])
    return DatabaseAddresses(
        name=wanted.database,
        owner_url=server.url(wanted.owner_role, wanted.owner_password, database=wanted.database),
        service_url=server.url(wanted.service_role, wanted.service_password, database=wanted.database),
    )


async def drop_database(server: EmbeddedPostgres, database: DatabaseAddresses) -> None:
    """Removes the database, ending whoever is connected; its roles stay, they reach nothing."""
    connection = await asyncpg.connect(server.superuser_url)
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{database.name}" WITH (FORCE)')
    finally:
        await connection.close()
