"""Runs one ASGI application, or several, as the whole life of a process."""

import asyncio
from collections.abc import Mapping

import uvicorn
import uvloop
from fastapi import FastAPI

from shared.hosting.serving import KEEP_ALIVE_SECONDS

# Addresses of requests can hold codes and search words: they are not logged.
GRACE_SECONDS = 3


def serve(app: FastAPI, *, port: int, host: str = "127.0.0.1") -> None:
    """Blocks until the process is told to stop; exits with an error when the port can't be had."""
    serve_together({port: app}, host=host)


def serve_together(apps: Mapping[int, FastAPI], *, host: str = "127.0.0.1") -> None:
    """The same for several applications, each at a port of its own."""
    servers = [uvicorn.Server(_config(app, host=host, port=port)) for port, app in apps.items()]
    uvloop.run(_all(servers))


async def _all(servers: list[uvicorn.Server]) -> None:
    """A signal ends the server that began last; uvicorn hands it on to the one before."""
    await asyncio.gather(*(server.serve() for server in servers))


def _config(app: FastAPI, *, host: str, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )
