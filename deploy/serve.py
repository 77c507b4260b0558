"""Runs one service as a process: `python -m deploy.serve offers`, in the image, and in the embedded stack's forks."""

import sys
from importlib import import_module

from fastapi import FastAPI

from shared.hosting.serving import serve_until_told

SERVICES = ("registry", "offers", "notifications", "portal", "dashboard")
GRACE_SECONDS = 5


def build(service: str) -> FastAPI:
    """Return the service's app; settings come from the environment."""
    app: FastAPI = import_module(f"services.{service}.app").create_app()
    return app


def serve(app: FastAPI) -> None:
    """Serve a built app until told to stop."""
    settings = app.state.running.settings
    serve_until_told(app, host=settings.host, port=settings.port, grace_seconds=GRACE_SECONDS)


def main() -> None:
    """Serve the service that the command line names."""
    if len(sys.argv) != 2 or sys.argv[1] not in SERVICES:
        sys.exit(f"usage: python -m deploy.serve {'|'.join(SERVICES)}")
    serve(build(sys.argv[1]))


if __name__ == "__main__":
    main()
