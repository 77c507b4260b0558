"""Runs one service as a process: `python -m deploy.serve offers`, in the image, and in the embedded stack's forks."""

import sys
from importlib import import_module
from typing import Any

import uvicorn

SERVICES = ("registry", "offers", "notifications", "portal", "dashboard")
GRACE_SECONDS = 5
# Longer than the 5 s after which our own clients (httpx) let go of an idle connection, or both would do so at once and a request be lost.
KEEP_ALIVE_SECONDS = 30


def serve(service: str) -> None:
    """Serve until told to stop; settings come from the environment."""
    app: Any = import_module(f"services.{service}.app").create_app()
    settings = app.state.running.settings
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )


def main() -> None:
    """Serve the service that the command line names."""
    if len(sys.argv) != 2 or sys.argv[1] not in SERVICES:
        sys.exit(f"usage: python -m deploy.serve {'|'.join(SERVICES)}")
    serve(sys.argv[1])


if __name__ == "__main__":
    main()
