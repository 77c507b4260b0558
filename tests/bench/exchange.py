"""How long ten thousand partners take to come in by a table, and what it costs to take them all out again."""

import tracemalloc
from collections.abc import AsyncIterator, Callable
from time import perf_counter

from shared.testing.platform import StartedService, TestPlatform
from tests.bench.figure import Figure, median_of
from tests.bench.processes import Servers
from tests.bench.registry import running_registry

PARTNERS = 10_000
MOST_IMPORT_SECONDS = 20
MOST_EXPORT_SECONDS = 20
# What a list of any length may hold in memory: two stretches of rows and what is packed of them.
MOST_EXPORT_MIB = 16
PATIENCE_SECONDS = 120
HEADINGS = "Name;Art;Partnertyp;Beschreibung;Internetseite;Straße;PLZ;Ort;Telefon"


async def exchange_figures(servers: Servers, *, runs: int, tell: Callable[[str], None]) -> AsyncIterator[Figure]:
    """Yield the time of imports, and time and memory of the exports of all that they brought."""
    async with running_registry(servers) as (platform, registry):
        seconds = []
        for run in range(runs):
            tell(f"Import von {PARTNERS} Partnern, {run + 1} von {runs}")
            seconds.append(await _imported(platform, registry, run))
        yield Figure(
            name="10.000 Partner aus einer Tabelle", unit="s", value=median_of(seconds), target=MOST_IMPORT_SECONDS
        )
        for ending in ("csv", "xlsx"):
            tell(f"Export als {ending}")
            exports = [await _exported(platform, registry, ending) for _ in range(runs)]
            name = f"{runs * PARTNERS:,} Partner als {ending}".replace(",", ".")
            yield Figure(name=name, unit="s", value=median_of(exports), target=MOST_EXPORT_SECONDS)
            peak = await _peak_mib(platform, registry, ending)
            yield Figure(name=f"{name}, Speicher", unit="MiB", value=peak, target=MOST_EXPORT_MIB)


async def _imported(platform: TestPlatform, registry: StartedService, run: int) -> float:
    """Draft and apply a table as a person would, one after the other."""
    began = perf_counter()
    draft = await registry.http.post(
        "/imports",
        data={"kind": "partners"},
        files={"file": ("partner.csv", _table(run))},
        headers=platform.headers(),
        timeout=PATIENCE_SECONDS,
    )
    made = draft.raise_for_status().json()
    assert made["new_count"] == PARTNERS, made
    applied = await registry.http.post(
        f"/imports/{made['id']}/apply",
        headers={**platform.headers(), "If-Match": '"1"'},
        timeout=PATIENCE_SECONDS,
    )
    applied.raise_for_status()
    return perf_counter() - began


def _table(run: int) -> bytes:
    lines = (
        f"Kita {run}-{number};Einrichtung;Kita;Eine Kita mit {number % 7} Gruppen und Garten.;https://k{number}.example;"
        f"Hauptstraße {number % 200};44{number % 1000:03};Dortmund;0231 {number}"
        for number in range(PARTNERS)
    )
    return "\n".join((HEADINGS, *lines)).encode()


async def _exported(platform: TestPlatform, registry: StartedService, ending: str) -> float:
    began = perf_counter()
    path = f"/export/partners.{ending}"
    async with registry.http.stream("GET", path, headers=platform.headers(), timeout=PATIENCE_SECONDS) as answer:
        answer.raise_for_status()
        async for _ in answer.aiter_bytes():
            pass
    return perf_counter() - began


async def _peak_mib(platform: TestPlatform, registry: StartedService, ending: str) -> float:
    """Return the most memory that the service, and the reader in the same process, held beyond what they held before."""
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        await _exported(platform, registry, ending)
        _, most = tracemalloc.get_traced_memory()
        return (most - before) / 2**20
    finally:
        tracemalloc.stop()
