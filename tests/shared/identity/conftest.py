"""A real issuer on the wire, and what a service knows of it."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database, drop_database
from shared.database.engine import create_database_engine
from shared.identity.issuer import Issuer
from shared.identity.schema import audit_statements, grants_statements, session_statements
from shared.identity.settings import IdentitySettings
from shared.identity.tokens import TokenVerifier
from shared.messaging.schema import SLOTS
from shared.messaging.slots import in_slot
from tests.shared.identity.moving_clock import MovingClock
from tests.shared.identity.serving import Switchboard, listening_socket, serving
from tests.shared.identity.small_issuer import CLIENT, SECRET, SmallIssuer


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest_asyncio.fixture(scope="session")
async def issuer_address() -> AsyncIterator[tuple[Switchboard, str]]:
    switchboard = Switchboard()
    async with listening_socket() as (listener, url), serving(switchboard, listener):
        yield switchboard, url


@pytest_asyncio.fixture(scope="session")
async def site_address() -> AsyncIterator[tuple[Switchboard, str]]:
    """The address of the app under test, for tests that go there as a browser or client."""
    switchboard = Switchboard()
    async with listening_socket() as (listener, url), serving(switchboard, listener):
        yield switchboard, url


@pytest.fixture
def small_issuer(clock: MovingClock, issuer_address: tuple[Switchboard, str]) -> SmallIssuer:
    switchboard, url = issuer_address
    issuer = SmallIssuer(url, clock)
    switchboard.app = issuer.app
    return issuer


@pytest_asyncio.fixture(scope="session")
async def database(postgres_server: EmbeddedPostgres) -> AsyncIterator[AsyncEngine]:
    """A database with all tables of the package, made from their SQL."""
    addresses = await create_database(postgres_server, "portal")
    engine = create_database_engine(addresses.owner_url, application="test", pool_size=2)
    async with engine.begin() as connection:
        for slot in SLOTS:
            await connection.execute(text(f"CREATE SCHEMA {slot}"))
        for statement in (*grants_statements(), *audit_statements(), *session_statements()):
            await connection.execute(text(statement))
    yield engine
    await engine.dispose()
    await drop_database(postgres_server, addresses)


@pytest_asyncio.fixture
async def connection(database: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection to the live slot whose work is undone after the test."""
    async with database.connect() as connection:
        yield await in_slot(connection, SLOTS[0])
        await connection.rollback()


@pytest_asyncio.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False) as client:
        yield client


@pytest.fixture
def settings(small_issuer: SmallIssuer) -> IdentitySettings:
    return IdentitySettings.model_validate(
        {
            "issuer_url": small_issuer.url,
            "account_key": "key of this deployment",
            "client_id": CLIENT,
            "client_secret": SECRET,
        }
    )


@pytest.fixture
def issuer(settings: IdentitySettings, http: httpx.AsyncClient, clock: MovingClock) -> Issuer:
    return Issuer(settings, http=http, clock=clock)


@pytest.fixture
def verifier(settings: IdentitySettings, http: httpx.AsyncClient, clock: MovingClock, issuer: Issuer) -> TokenVerifier:
    return TokenVerifier(settings, http=http, clock=clock, issuer=issuer)
