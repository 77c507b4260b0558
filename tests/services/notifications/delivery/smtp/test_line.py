"""How long a line waits for each reply: the patience of one exchange is not that of all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from services.notifications.delivery.smtp.line import Line

PATIENCE_SECONDS = 1.0
PAUSE_SECONDS = 0.15
EXCHANGES = 8


@asynccontextmanager
async def line_to_a_slow_server(*, answers: int) -> AsyncIterator[Line]:
    """Yield a line to a server that takes its time for each of so many answers, and is silent from then on."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(answers):
            await reader.readline()
            await asyncio.sleep(PAUSE_SECONDS)
            writer.write(b"250 fine\r\n")
        await reader.read()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport, line = await asyncio.get_running_loop().create_connection(Line, "127.0.0.1", port)
    try:
        yield line
    finally:
        transport.abort()
        server.close()


async def test_many_waits_in_a_row_may_last_longer_than_one_may() -> None:
    async with line_to_a_slow_server(answers=EXCHANGES) as line:
        for _ in range(EXCHANGES):
            [reply] = await line.exchange(b"NOOP\r\n", replies=1, seconds=PATIENCE_SECONDS)
            assert reply.code == 250
        assert line.is_open


async def test_a_silent_server_is_given_up_also_after_it_answered() -> None:
    async with line_to_a_slow_server(answers=1) as line:
        assert await line.exchange(b"NOOP\r\n", replies=1, seconds=PATIENCE_SECONDS)
        async with asyncio.timeout(20):
            assert await line.exchange(b"NOOP\r\n", replies=1, seconds=PATIENCE_SECONDS) == []
        assert not line.is_open


async def test_a_shorter_patience_counts_at_once() -> None:
    async with line_to_a_slow_server(answers=1) as line:
        assert await line.exchange(b"NOOP\r\n", replies=1, seconds=600)
        async with asyncio.timeout(20):
            assert await line.exchange(b"NOOP\r\n", replies=1, seconds=0.1) == []
        assert not line.is_open
