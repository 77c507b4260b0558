"""The pool of connections: what rests is closed, and what the server closed is opened again unseen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from shared.database.engine import create_database_engine
from shared.database.resting import RestingConnections

SESSIONS = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pooled' AND datname = $1"
IN_USE = 5


@pytest.fixture
async def engine(postgres_server: EmbeddedPostgres) -> AsyncIterator[AsyncEngine]:
    database = await create_database(postgres_server, "pooled")
    engine = create_database_engine(database.service_url, application="pooled")
    yield engine
    await engine.dispose()


async def process_ids(engine: AsyncEngine) -> set[int]:
    """Use several connections at once; return the server's processes behind them."""
    async with AsyncExitStack() as used:
        connections = [await used.enter_async_context(engine.connect()) for _ in range(IN_USE)]
        return {await connection.scalar(text("SELECT pg_backend_pid()")) for connection in connections}


async def sessions(postgres_server: EmbeddedPostgres, engine: AsyncEngine) -> int:
    """How many sessions the server holds for the engine."""
    operator = await asyncpg.connect(postgres_server.superuser_url)
    try:
        return int(await operator.fetchval(SESSIONS, engine.url.database))
    finally:
        await operator.close()


async def end_all(postgres_server: EmbeddedPostgres, processes: set[int]) -> None:
    """End the server's processes, and wait until they have ended."""
    operator = await asyncpg.connect(postgres_server.superuser_url)
    for process in processes:
        await operator.execute("SELECT pg_terminate_backend($1, 5000)", process)
    await operator.close()


async def test_what_was_needed_since_the_last_look_stays_open(
    engine: AsyncEngine, postgres_server: EmbeddedPostgres
) -> None:
    resting = RestingConnections(engine)
    await process_ids(engine)

    await resting.close_unneeded()

    assert await sessions(postgres_server, engine) == IN_USE


async def test_what_rests_is_closed_and_opened_when_it_is_needed(
    engine: AsyncEngine, postgres_server: EmbeddedPostgres
) -> None:
    resting = RestingConnections(engine)
    before = await process_ids(engine)
    await resting.close_unneeded()

    await resting.close_unneeded()

    # A session leaves the list a moment after its connection is closed.
    async with asyncio.timeout(30):
        while await sessions(postgres_server, engine):  # noqa: ASYNC110 - the condition is in a database
            await asyncio.sleep(0.01)
    assert not before & await process_ids(engine)


async def test_as_many_stay_open_as_were_in_use_at_once(engine: AsyncEngine, postgres_server: EmbeddedPostgres) -> None:
    resting = RestingConnections(engine)
    await process_ids(engine)
    await resting.close_unneeded()

    async with engine.connect(), engine.connect() as connection:
        await resting.close_unneeded()
        answer = await connection.scalar(text("SELECT 1"))
    await resting.close_unneeded()

    async with asyncio.timeout(30):
        while await sessions(postgres_server, engine) > 2:  # noqa: ASYNC110 - the condition is in a database
            await asyncio.sleep(0.01)
    assert (answer, await sessions(postgres_server, engine)) == (1, 2)


async def test_connections_that_the_server_closed_are_opened_again_without_an_error(
    engine: AsyncEngine, postgres_server: EmbeddedPostgres
) -> None:
    before = await process_ids(engine)
    await end_all(postgres_server, before)

    after = await asyncio.wait_for(process_ids(engine), 30)

    assert len(after) == IN_USE
    assert not before & after


async def test_of_a_connection_that_the_server_closed_the_log_says_nothing(
    engine: AsyncEngine, postgres_server: EmbeddedPostgres, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    before = await process_ids(engine)
    await end_all(postgres_server, before)

    after = await process_ids(engine)

    assert not before & after
    assert [record.message for record in caplog.records if "resting" in record.name] == []
