"""Serves an app over real HTTP on a free loopback port, inside the test's own event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn

from shared.hosting.serving import KEEP_ALIVE_SECONDS


class _QuietServer(uvicorn.Server):
    """Leaves the signals to the test run."""

    def install_signal_handlers(self) -> None:
        """Do nothing."""


def bound_socket(port: int = 0) -> socket.socket:
    """Return a loopback socket that is bound already, so nobody else can take its port."""
    # asyncio sends at once (TCP_NODELAY) only what is said to be TCP; else each answer may wait 40 ms for the reader's ACK.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError:
        listening.close()
        raise
    return listening


def url_of(listening: socket.socket) -> str:
    """Return the base URL of a bound socket."""
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


@asynccontextmanager
async def serving(app: Any, listening: socket.socket | None = None) -> AsyncIterator[str]:
    """Yield the app's base URL; its lifespan has begun."""
    listening = listening or bound_socket()
    server = _QuietServer(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="on",
            timeout_graceful_shutdown=1,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
        )
    )
    task = asyncio.create_task(server._serve([listening]))
    try:
        while not server.started:
            if task.done():
                task.result()
                raise RuntimeError("the app did not start")
            await asyncio.sleep(0.005)
        yield url_of(listening)
    finally:
        server.should_exit = True
        await task
        listening.close()
