"""How fast a copy of 100,000 offers is read as HSDS lines, in how much memory, and how often a quarter's 200 entries are listed."""

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

import httpx
import psutil

from services.offers.domain.hsds.programs import program_id
from shared.hosting.parts import migrations_of
from shared.testing.servers import free_port
from tests.bench.catalogue.filling import fill
from tests.bench.catalogue.hsds_filling import fill_hsds
from tests.bench.catalogue.http_load import Load
from tests.bench.figure import Figure, median_of
from tests.bench.processes import Servers, environment_of, migrated_database, running_program

OFFERS = 100_000
PAGES = 2_000
LEAST_LINES, LEAST_RATIO, MOST_GROWTH_MIB = 5_000, 0.5, 32
INTEGREAT_A_SECOND, TIMES_INTEGREAT = 5.4, 200
"""integreat-cms 2026.7.1 lists a region's 200 entries so often."""
PATIENCE_SECONDS = 300
DUMPS = ("/services?format=ndjson", "/services?format=ndjson&full=true")


async def hsds_figures(
    servers: Servers, *, runs: int, tell: Callable[[str], None], offers: int = OFFERS
) -> AsyncIterator[Figure]:
    """Yield the lines a second beside the limit's, the memory that the dump takes, and the pages a second."""
    tell(f"{offers} Angebote anlegen")
    database = await migrated_database(servers, "offers", versions=migrations_of("offers"))
    await fill(database.owner_url, offers=offers)
    await fill_hsds(database.owner_url)
    environment = environment_of(
        servers, "offers", prefix="OFFERS_", database=database, registry_url="http://127.0.0.1:9"
    )
    with (
        _program(servers, "catalogue", environment) as (url, port),
        _program(servers, "hsds-by-hand", environment) as (bare, _),
    ):
        await _wait_until_read(url)
        for dump, title in zip(DUMPS, ("HSDS-Zeilen", "HSDS-Zeilen mit allem"), strict=True):
            tell(title)
            dumps = [await _read(url, dump, offers, process=_serving(port)) for _ in range(runs)]
            fast = [each.lines_a_second for each in dumps]
            limit = median_of([(await _read(bare, dump, offers)).lines_a_second for _ in range(runs)])
            yield Figure(name=title, unit="1/s", value=median_of(fast), target=LEAST_LINES, at_least=True)
            yield Figure(
                name=f"{title}, je Sekunde Prozessorzeit",
                unit="1/s",
                value=median_of([each.lines_a_processor_second for each in dumps]),
                target=LEAST_LINES,
                at_least=True,
            )
            yield Figure(
                name=f"{title}, neben bloßem SQL",
                unit="1/s",
                value=median_of(fast),
                limit=limit,
                target=0,
                at_least=True,
            )
            yield Figure(
                name=f"{title}, Speicher",
                unit="MiB",
                value=max(each.grown_mib for each in dumps),
                target=MOST_GROWTH_MIB,
            )
        tell("Seiten eines Quartiers")
        page = f"/services?program_id={program_id('quartier-1')}&per_page=200"
        rates = [await _pages(url, page) for _ in range(runs)]
        yield Figure(
            name="HSDS-Liste eines Quartiers, 200 Einträge",
            unit="1/s",
            value=median_of(rates),
            target=TIMES_INTEGREAT * INTEGREAT_A_SECOND,
            at_least=True,
        )
        bare_rates = [await _pages(bare, page) for _ in range(runs)]
        yield Figure(
            name="HSDS-Liste eines Quartiers, neben bloßem SQL",
            unit="1/s",
            value=median_of(rates),
            limit=median_of(bare_rates),
            target=LEAST_RATIO,
            at_least=True,
        )


@dataclass(frozen=True)
class Dump:
    """How fast all lines came, by the clock and by the processor time of the service, and by how much it grew meanwhile."""

    lines_a_second: float
    lines_a_processor_second: float
    grown_mib: float


async def _read(url: str, dump: str, offers: int, *, process: psutil.Process | None = None) -> Dump:
    at_rest = most = _mebibytes(process)
    lines, parts, began, worked = 0, 0, monotonic(), _processor_seconds(process)
    async with (
        httpx.AsyncClient(base_url=url, timeout=PATIENCE_SECONDS) as client,
        client.stream("GET", dump) as answer,
    ):
        async for part in answer.aiter_raw():
            lines += part.count(b"\n")
            parts += 1
            if parts % 100 == 0:
                most = max(most, _mebibytes(process))
    seconds, worked = monotonic() - began, _processor_seconds(process) - worked
    assert lines == offers, (lines, offers)
    return Dump(lines / seconds, lines / worked if worked else 0.0, most - at_rest)


async def _pages(url: str, page: str) -> float:
    async with Load(url) as load:
        return await load.as_fast_as_it_goes([page] * PAGES)


async def _wait_until_read(url: str) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE_SECONDS) as client:
        (await client.get("/offers/search")).raise_for_status()


def _serving(port: int) -> psutil.Process:
    """Return the process that listens."""
    found = (
        each
        for each in psutil.net_connections("tcp")
        if each.status == psutil.CONN_LISTEN and each.laddr and each.laddr.port == port
    )
    return psutil.Process(next(each.pid for each in found if each.pid))


def _processor_seconds(process: psutil.Process | None) -> float:
    used = process.cpu_times() if process is not None else None
    return used.user + used.system if used is not None else 0.0


def _mebibytes(process: psutil.Process | None) -> float:
    return process.memory_info().rss / 2**20 if process is not None else 0.0


@contextmanager
def _program(servers: Servers, name: str, environment: dict[str, str]) -> Iterator[tuple[str, int]]:
    port = free_port()
    arguments = (sys.executable, "-m", "tests.bench.program", name, str(port))
    with running_program(servers, name, arguments=arguments, port=port, environment=environment) as url:
        yield url, port
