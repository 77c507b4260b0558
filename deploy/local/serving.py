"""Runs an ASGI application as the whole life of a process."""

import uvicorn
from fastapi import FastAPI

from shared.hosting.serving import KEEP_ALIVE_SECONDS

# Addresses of requests can hold codes and search words: they are not logged.
GRACE_SECONDS = 3


def serve(app: FastAPI, *, port: int, host: str = "127.0.0.1") -> None:
    """Blocks until the process is told to stop; exits with an error when the port can't be had."""
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )
