"""The pool of connections: what the server closed is opened again unseen."""

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


async def test_connections_that_the_server_closed_are_opened_again_without_an_error(
    engine: AsyncEngine, postgres_server: EmbeddedPostgres
) -> None:
    before = await process_ids(engine)
    operator = await asyncpg.connect(postgres_server.superuser_url)
    for process in before:
        await operator.execute("SELECT pg_terminate_backend($1, 5000)", process)
    await operator.close()

    after = await asyncio.wait_for(process_ids(engine), 30)

    assert len(after) == IN_USE
    assert not before & after
