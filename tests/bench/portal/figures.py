"""How soon the portal answers at 200 pages a second, before a catalogue with a hundred times the reference data's offers."""

import sys
from collections.abc import AsyncIterator, Callable
from random import Random

import asyncpg
import httpx

from shared.hosting.parts import migrations_of
from shared.testing.servers import free_port
from tests.bench.catalogue.filling import NETWORKS, fill
from tests.bench.catalogue.http_load import Load
from tests.bench.figure import Figure, median_of, quantile
from tests.bench.processes import SECRET, Servers, environment_of, migrated_database, running_program

# The reference data brings about 110 offers.
OFFERS = 11_000
A_SECOND = 200
PAGES = 2_000
MOST_MS = 50
LONG_SECRET = SECRET * 2

_QUARTERS = """
INSERT INTO projection_a.networks (id, subject_version, label, short_label, sort_key, status, languages)
SELECT 'quartier-' || number, 1, 'Netzwerk ' || number, 'Quartier ' || number, 'quartier ' || number, 'active', ARRAY['de', 'tr']
FROM generate_series(0, $1::int - 1) AS number
"""
_PHASES = """
INSERT INTO projection_a.life_phases (key, subject_version, label, min_months, max_months, place_in_order)
VALUES ('p0_2', 1, '0 bis 2 Jahre', 0, 24, 1), ('p2_4', 1, '2 bis 4 Jahre', 24, 48, 2), ('p4_6', 1, '4 bis 6 Jahre', 48, 72, 3)
"""


async def portal_figures(servers: Servers, *, runs: int, tell: Callable[[str], None]) -> AsyncIterator[Figure]:
    """Yield the tail of family pages: quarters, ages, life phases and offers in several languages, the frequent ones often."""
    tell(f"{OFFERS} Angebote anlegen")
    offers = await migrated_database(servers, "offers", versions=migrations_of("offers"))
    await fill(offers.owner_url, offers=OFFERS)
    portal = await migrated_database(servers, "portal", versions=migrations_of("portal"))
    await _fill_portal(portal.owner_url)
    registry = f"http://127.0.0.1:{free_port()}"
    catalogue = environment_of(servers, "registry", prefix="OFFERS_", database=offers, registry_url=registry)
    port = free_port()
    with running_program(
        servers, "catalogue", arguments=_program("catalogue", port), port=port, environment=catalogue
    ) as url:
        pages = environment_of(servers, "registry", prefix="PORTAL_", database=portal, registry_url=registry)
        pages |= {
            "PORTAL_OFFERS_URL": url, "PORTAL_NOTIFICATIONS_URL": url, "PORTAL_DASHBOARD_URL": url,
            "PORTAL_SESSION_KEY": LONG_SECRET, "PORTAL_FORM_KEY": LONG_SECRET,
        }  # fmt: skip
        port = free_port()
        with running_program(servers, "portal", arguments=_program("portal", port), port=port, environment=pages) as at:
            targets = await _targets(url)
            async with Load(at) as load:
                tell("Familienseiten")
                await _warm(at, targets)
                tails = [quantile(await load.at_a_pace(targets, a_second=A_SECOND), 0.99) * 1000 for _ in range(runs)]
    title = f"Familienseiten bei {A_SECOND}/s, {OFFERS} Angebote, 99 %"
    yield Figure(name=title, unit="ms", value=median_of(tails), target=MOST_MS)


async def _warm(portal: str, targets: list[str]) -> None:
    """Ask for each page once, one after the other, as the first minutes of a day do."""
    async with httpx.AsyncClient(base_url=portal, timeout=60) as client:
        for target in dict.fromkeys(targets):
            (await client.get(target)).raise_for_status()


async def _targets(catalogue: str) -> list[str]:
    """Return what families ask: a few quarters and offers most of them, the others now and then."""
    chance = Random(42)
    async with httpx.AsyncClient(base_url=catalogue, timeout=180) as client:
        found = (
            (await client.get("/offers/search", params={"limit": "100", "facets": "false"})).raise_for_status().json()
        )
    offers = [f"/angebot/{item['offer']['id']}" for item in found["items"]]
    quarters = [f"/quartier/quartier-{number}" for number in range(NETWORKS)]
    asked = ("", "?jahre=1", "?jahre=3&nur=free", "?phase=p0_2", "?lang=tr", "?lang=ar&jahre=2")
    return [
        _often(chance, offers) if chance.random() < 0.4 else _often(chance, quarters) + chance.choice(asked)
        for _ in range(PAGES)
    ]


def _often(chance: Random, choices: list[str]) -> str:
    """Return one of the choices, the first ones most often (Zipf)."""
    return chance.choices(choices, weights=[1 / rank for rank in range(1, len(choices) + 1)])[0]


async def _fill_portal(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(_QUARTERS, NETWORKS)
        await connection.execute(_PHASES)
    finally:
        await connection.close()


def _program(name: str, port: int) -> tuple[str, ...]:
    return (sys.executable, "-m", "tests.bench.program", name, str(port))
