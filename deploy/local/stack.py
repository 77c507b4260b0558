"""Which programs make up the embedded stack, in which order they start, and how each of them is run."""

import asyncio
import os
from collections.abc import Callable
from functools import partial
from importlib import import_module

from deploy.local.installation import INSTANCES, SECOND_OFFERS, SERVICES, Installation
from deploy.local.issuer.app import create_app as create_issuer
from deploy.local.issuer_settings import issuer_settings
from deploy.local.mailbox.app import MailboxSettings
from deploy.local.mailbox.app import create_app as create_mailbox
from deploy.local.program import Program, answers
from deploy.local.provision import provision
from deploy.local.service_environment import environment_of
from deploy.local.serving import serve as serve_app
from deploy.migration import MigratedDatabase, migrate_all
from deploy.serve import serve as serve_service
from shared.hosting.trust import trusted

IMPORTED_WHEN_USED = (
    "anyio._backends._asyncio",
    "httpcore",
    "uvicorn.lifespan.on",
    "uvicorn.protocols.http.httptools_impl",
    "uvicorn.protocols.websockets.auto",
    "uvloop",
)
KEEP_REFERENCE_DATA = ("registry", "offers")
LABELS = {
    "registry": "Register der Partner",
    "offers": "Angebotskatalog",
    SECOND_OFFERS: "Angebotskatalog Hörde",
    "notifications": "Benachrichtigungen",
    "portal": "Portal",
    "dashboard": "Übersicht",
}


def programs_of(
    installation: Installation, *, second_offers: bool, load: Callable[[], None], is_loaded: bool = True
) -> tuple[Program, ...]:
    """Return all programs; `load` brings the reference data in once the services that keep it answer.

    On a first start the others wait for it: they take in everything at once, which is far less work than event by event.
    """
    instances = (*SERVICES, *((SECOND_OFFERS,) if second_offers else ()))
    services = tuple(
        _service(installation, name, after=() if is_loaded or name in KEEP_REFERENCE_DATA else ("load",))
        for name in instances
    )
    return (
        *_servers(installation),
        Program(
            name="migrate",
            run=partial(prepare_databases, installation),
            once=True,
            depends_on=("database",),
            label="Datenbanken einrichten",
        ),
        *services,
        Program(
            name="load",
            run=load,
            once=True,
            label="Dortmunds Daten laden",
            depends_on=KEEP_REFERENCE_DATA,
        ),
    )


def _servers(installation: Installation) -> tuple[Program, ...]:

    ports = installation.ports
    mailbox = MailboxSettings(data_dir=installation.data_dir / "mailbox", smtp_port=ports.smtp)
    issuer = issuer_settings(installation)
    return (
        Program(
            name="database",
            run=installation.postgres.command(),
            ready=installation.postgres.is_ready,
            label="Datenbank",
            facts={"port": ports.postgres, "port_base": ports.base},
        ),
        Program(
            name="broker",
            run=installation.valkey.command(),
            ready=installation.valkey.is_ready,
            label="Nachrichtenverteiler",
            facts={"port": ports.valkey},
        ),
        Program(
            name="mailbox",
            run=lambda: serve_app(create_mailbox(mailbox), port=ports.mailbox),
            ready=answers(installation.url_of("mailbox")),
            label="Postfach",
            facts={"url": installation.url_of("mailbox")},
        ),
        Program(
            name="issuer",
            run=lambda: serve_app(create_issuer(issuer), port=ports.issuer),
            ready=answers(installation.url_of("issuer")),
            label="Anmeldedienst",
            facts={"url": installation.url_of("issuer")},
        ),
    )


def _service(installation: Installation, instance: str, *, after: tuple[str, ...]) -> Program:
    return Program(
        name=instance,
        run=partial(_run_service, installation, instance),
        ready=answers(f"{installation.url_of(instance)}/livez"),
        depends_on=("migrate", "broker", "issuer", *after),
        label=LABELS[instance],
        facts={"url": installation.url_of(instance)},
    )


def _run_service(installation: Installation, instance: str) -> None:
    os.environ.update(environment_of(installation, instance))
    serve_service("offers" if instance == SECOND_OFFERS else instance)


def prepare_databases(installation: Installation) -> None:
    """Provision and migrate the databases of all service instances."""
    asyncio.run(_prepare_databases(installation))


async def _prepare_databases(installation: Installation) -> None:
    await provision(installation.postgres.superuser_url, [installation.database_of(name) for name in INSTANCES])
    await migrate_all(
        {
            name: MigratedDatabase(
                service="offers" if name == SECOND_OFFERS else name,
                owner_url=installation.owner_url(name),
                service_role=installation.database_of(name).service_role,
            )
            for name in INSTANCES
        }
    )


def import_once() -> None:
    """Import what the forks need, so that they share its memory; these modules are else found when the first one is used."""
    for name in (*(f"services.{service}.app" for service in SERVICES), *IMPORTED_WHEN_USED):
        import_module(name)
    trusted()
