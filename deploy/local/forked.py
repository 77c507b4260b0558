"""What the supervisor's forks run. Importing it takes more than a second, in which the database starts."""

import asyncio
import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib import import_module

from fastapi import FastAPI

from deploy.local.databases import prepare_databases
from deploy.local.installation import SECOND_OFFERS, Installation, service_of
from deploy.local.issuer.app import create_app as create_issuer
from deploy.local.issuer_settings import issuer_settings
from deploy.local.mailbox.app import MailboxSettings
from deploy.local.mailbox.app import create_app as create_mailbox
from deploy.local.service_environment import environment_of
from deploy.local.serving import serve_together
from deploy.local.starting_data import load_starting_data
from deploy.serve import build, serve
from shared.hosting.trust import trusted

IMPORTED_WHEN_USED = (
    "anyio._backends._asyncio",
    "httpcore",
    "uvicorn.lifespan.on",
    "uvicorn.protocols.http.httptools_impl",
    "uvicorn.protocols.websockets.auto",
    "uvloop",
)


def runs_of(installation: Installation, services: tuple[str, ...]) -> Mapping[str, Callable[[], None]]:
    """Return what each forked program runs, by its name; the modules and apps they share are made here.

    The memory that making an app touches stays shared this way, 15 to 25 MiB a service.
    """
    for name in IMPORTED_WHEN_USED:
        import_module(name)
    trusted()
    return {
        "companions": partial(_serve_companions, installation),
        "migrate": partial(prepare_databases, installation),
        "load": partial(_load, installation, second_offers=SECOND_OFFERS in services),
        **{instance: partial(serve, _built(installation, instance)) for instance in services},
    }


def _built(installation: Installation, instance: str) -> FastAPI:
    with _environment(environment_of(installation, instance)):
        app = build(service_of(instance))
    # What stands is never rubbish: the collector need not look through it again while the next app is made.
    gc.freeze()
    return app


@contextmanager
def _environment(added: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(added)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _serve_companions(installation: Installation) -> None:
    """What a city has already, a mail server and a sign-in, stands in one process: a second one would take 18 MiB."""
    ports = installation.ports
    mailbox = MailboxSettings(data_dir=installation.data_dir / "mailbox", smtp_port=ports.smtp)
    serve_together({ports.mailbox: create_mailbox(mailbox), ports.issuer: create_issuer(issuer_settings(installation))})


def _load(installation: Installation, *, second_offers: bool) -> None:
    asyncio.run(load_starting_data(installation, second_offers=second_offers))
