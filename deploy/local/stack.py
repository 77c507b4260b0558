"""Which programs make up the embedded stack, in which order they start, and what they need to be there before them."""

import gc
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from deploy.local.installation import SECOND_OFFERS, SERVICES, Installation
from deploy.local.program import Program, answers

# httpx and structlog import these where developers' tools have brought them along: 7 MiB and 0.2 s for coloured tracebacks.
NOT_IMPORTED = ("rich", "pygments")
KEEP_REFERENCE_DATA = ("registry", "offers")
LABELS = {
    "registry": "Register der Partner",
    "offers": "Angebotskatalog",
    SECOND_OFFERS: "Angebotskatalog Hörde",
    "notifications": "Benachrichtigungen",
    "portal": "Portal",
    "dashboard": "Übersicht",
}


class Forks:
    """What the supervisor forks; it is imported and built by `make_ready`, once, while the servers start."""

    def __init__(self, installation: Installation, services: tuple[str, ...]) -> None:
        self.installation = installation
        self.services = services
        self._runs: Mapping[str, Callable[[], None]] = {}

    def make_ready(self) -> None:
        """Import and build, unless that was done before."""
        sys.modules.update(dict.fromkeys(NOT_IMPORTED))  # type: ignore[arg-type]  # None stops an import
        with _rarely_collecting():
            # Imported here: the database and the broker start meanwhile.
            from deploy.local.forked import runs_of

            self._runs = self._runs or runs_of(self.installation, self.services)

    def run(self, name: str) -> None:
        """Be this program; called in its fork."""
        self._runs[name]()


@contextmanager
def _rarely_collecting() -> Iterator[None]:
    """Little of what is imported and built is rubbish: looking for it as often as usual would take 0.3 s of a start."""
    before = gc.get_threshold()
    gc.set_threshold(10_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def services_of(*, second_offers: bool) -> tuple[str, ...]:
    """Return the service instances that run."""
    return (*SERVICES, *((SECOND_OFFERS,) if second_offers else ()))


def programs_of(forks: Forks, *, is_loaded: bool) -> tuple[Program, ...]:
    """Return all programs; `load` brings the reference data in once the services that keep it answer.

    On a first start the others wait for it: they take in everything at once, which is far less work than event by event.
    """
    services = tuple(
        _service(forks, name, after=() if is_loaded or name in KEEP_REFERENCE_DATA else ("load",))
        for name in forks.services
    )
    return (
        *_servers(forks.installation),
        _companions(forks),
        Program(
            name="migrate",
            run=partial(forks.run, "migrate"),
            once=True,
            depends_on=("database",),
            label="Datenbanken einrichten",
        ),
        *services,
        Program(
            name="load",
            run=partial(forks.run, "load"),
            once=True,
            label="Dortmunds Daten laden",
            depends_on=KEEP_REFERENCE_DATA,
        ),
    )


def _servers(installation: Installation) -> tuple[Program, ...]:
    ports = installation.ports
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
    )


def _companions(forks: Forks) -> Program:
    """Mailbox and issuer, which a city brings along itself."""
    urls = {name: forks.installation.url_of(name) for name in ("mailbox", "issuer")}
    answering = [answers(url) for url in urls.values()]
    return Program(
        name="companions",
        run=partial(forks.run, "companions"),
        ready=lambda: all(answer() for answer in answering),
        label="Postfach und Anmeldedienst",
        facts=urls,
    )


def _service(forks: Forks, instance: str, *, after: tuple[str, ...]) -> Program:
    url = forks.installation.url_of(instance)
    return Program(
        name=instance,
        run=partial(forks.run, instance),
        ready=answers(f"{url}/livez"),
        depends_on=("migrate", "broker", "companions", *after),
        label=LABELS[instance],
        facts={"url": url},
    )
