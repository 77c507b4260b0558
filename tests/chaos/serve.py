"""The inside of a forked process: a service as deployed, but with a reaper at its steps and perhaps a wrong clock."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from deploy.local.installation import SERVICES, Installation
from deploy.local.issuer.app import create_app as create_issuer
from deploy.local.issuer_settings import issuer_settings
from deploy.local.log_files import open_log
from deploy.local.mailbox.app import MailboxSettings
from deploy.local.mailbox.app import create_app as create_mailbox
from deploy.local.ports import Ports
from deploy.local.processes import PR_SET_PDEATHSIG
from deploy.local.serving import serve
from shared.hosting.parts import ServiceParts
from shared.hosting.service import create_service
from shared.hosting.serving import serve_until_told
from tests.chaos.steps import Reaper, reaper_of, watch_commits

CLOCK_VARIABLE = "CHAOS_CLOCK_SECONDS"


def run_service(service: str, environment: Mapping[str, str], log: Path) -> None:
    """Serve a service (or the witness) until killed."""
    _settle_in(log)
    os.environ.update(environment)
    module: Any = import_module(f"services.{service}.app" if service in SERVICES else f"tests.chaos.{service}")
    app = _app(module, reaper_of(environment), seconds_off=float(environment.get(CLOCK_VARIABLE, "0")))
    settings = app.state.running.settings
    serve_until_told(app, host=settings.host, port=settings.port, grace_seconds=2)


def run_mailbox(data_dir: Path, smtp_port: int, port: int, log: Path) -> None:
    """Serve the mailbox until killed."""
    _settle_in(log)
    serve(create_mailbox(MailboxSettings(data_dir=data_dir, smtp_port=smtp_port)), port=port)


def run_issuer(data_dir: Path, port_base: int, log: Path) -> None:
    """Serve the issuer until killed."""
    _settle_in(log)
    installation = Installation(data_dir, Ports(port_base))
    serve(create_issuer(issuer_settings(installation)), port=installation.ports.issuer)


def _app(module: Any, reaper: Reaper, *, seconds_off: float) -> FastAPI:
    """Build the service as its own module does, but for the seams that `ServiceParts` has for failure tests."""
    clock = _clock(seconds_off)

    def build(parts: ServiceParts) -> FastAPI:
        app = create_service(replace(parts, step=reaper, clock=clock))
        watch_commits(app.state.running.engine.sync_engine, reaper)
        return app

    module.create_service = build
    app: FastAPI = module.create_app()
    return app


def _clock(seconds_off: float) -> Callable[[], datetime]:
    distance = timedelta(seconds=seconds_off)
    return lambda: datetime.now(UTC) + distance


def _settle_in(log: Path) -> None:
    """Take a group of its own (a Ctrl-C is the parent's), die with the parent, and write to the log."""
    os.setpgid(0, 0)
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))
    output = open_log(log)
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
