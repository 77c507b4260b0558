"""How soon the dashboard's pages answer with a hundred quarters and a hundred thousand offers, counted anew and unchanged."""

import sys
from collections.abc import AsyncIterator, Callable
from time import perf_counter

import asyncpg
import httpx
import psutil

from shared.hosting.parts import migrations_of
from shared.testing.servers import free_port
from tests.bench.dashboard.filling import fill, something_happens
from tests.bench.figure import Figure, median_of
from tests.bench.processes import Servers, environment_of, migrated_database, running_program

QUARTERS, OFFERS = 100, 100_000
MOST_MILLISECONDS = 100
"""What the office may wait for its overview."""
MOST_THEME_MILLISECONDS = 500
ASKED = 9
KEY = "a key of the bench, thirty-two letters long"
PAGES = (
    ("Überblick, Seite", "/", MOST_MILLISECONDS),
    ("Überblick, JSON", "/api/overview", MOST_MILLISECONDS),
    ("Themen und Quartiere", "/abdeckung", MOST_THEME_MILLISECONDS),
)


async def dashboard_figures(
    servers: Servers, *, runs: int, tell: Callable[[str], None], offers: int = OFFERS
) -> AsyncIterator[Figure]:
    """Yield for each page the median time after something happened, and while nothing does."""
    tell(f"{QUARTERS} Quartiere und {offers} Angebote anlegen")
    database = await migrated_database(servers, "dashboard", versions=migrations_of("dashboard"))
    await fill(database.owner_url, quarters=QUARTERS, offers=offers)
    told = environment_of(
        servers, "dashboard", prefix="DASHBOARD_", database=database, registry_url="http://127.0.0.1:9"
    )
    own = dict.fromkeys(("DASHBOARD_SESSION_KEY", "DASHBOARD_FORM_KEY"), KEY)
    environment = {**told, **own, "DASHBOARD_PORTAL_URL": "http://127.0.0.1:9"}
    port = free_port()
    arguments = (sys.executable, "-m", "tests.bench.program", "overview", str(port))
    with running_program(servers, "overview", arguments=arguments, port=port, environment=environment) as url:
        owner = await asyncpg.connect(database.owner_url)
        try:
            async with httpx.AsyncClient(base_url=url, timeout=30) as client:
                for name, path, most in PAGES:
                    tell(name)
                    anew = [await _milliseconds(client, path, owner) for _ in range(runs * ASKED)]
                    worked = _processor_milliseconds(port)
                    still = [await _milliseconds(client, path) for _ in range(runs * ASKED)]
                    worked = (_processor_milliseconds(port) - worked) / (runs * ASKED)
                    yield Figure(name=f"{name}, neu gezählt", unit="ms", value=median_of(anew), target=most)
                    yield Figure(name=f"{name}, unverändert", unit="ms", value=median_of(still), target=most)
                    yield Figure(name=f"{name}, Prozessorzeit des Dienstes", unit="ms", value=worked, target=most)
        finally:
            await owner.close()


def _processor_milliseconds(port: int) -> float:
    """Return what the process that listens has worked so far, which a busy machine doesn't change."""
    found = (
        each.pid
        for each in psutil.net_connections("tcp")
        if each.status == psutil.CONN_LISTEN and each.laddr and each.laddr.port == port
    )
    used = psutil.Process(next(pid for pid in found if pid)).cpu_times()
    return (used.user + used.system) * 1000


async def _milliseconds(client: httpx.AsyncClient, path: str, owner: asyncpg.Connection | None = None) -> float:
    if owner is not None:
        await something_happens(owner)
    began = perf_counter()
    answer = await client.get(path)
    took = (perf_counter() - began) * 1000
    answer.raise_for_status()
    return took
