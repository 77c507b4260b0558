"""How soon the catalogue answers at 300 questions a second among 100,000 offers, and how its answers compare with the limit."""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager

import httpx

from shared.hosting.parts import migrations_of
from shared.testing.servers import free_port
from tests.bench.catalogue.calendar_figure import calendar_figure, fill_dates
from tests.bench.catalogue.filling import fill
from tests.bench.catalogue.hsds_filling import fill_hsds
from tests.bench.catalogue.http_load import Load
from tests.bench.catalogue.questions import lists, texts
from tests.bench.figure import Figure, median_of, quantile
from tests.bench.processes import Servers, environment_of, migrated_database, running_program

OFFERS = 100_000
A_SECOND = 300
QUESTIONS = 3_000
UNCHANGED = 20_000
MOST_LIST_MS, MOST_TEXT_MS = 15, 40
LEAST_UNCHANGED, LEAST_RATIO = 5_000, 0.5
ENTRIES, LISTED = 200, 3_000
# integreat-cms 2026.7.1 lists 200 places of a region 5.4 times a second; two hundred times that.
LEAST_QUARTERS = 1_080
START_SECONDS = 180


async def catalogue_figures(
    servers: Servers, *, runs: int, tell: Callable[[str], None], offers: int = OFFERS
) -> AsyncIterator[Figure]:
    """Yield the tails of lists and of searches by words, the throughput beside the limit's, and that of 304s."""
    tell(f"{offers} Angebote anlegen")
    environment = await _filled(servers, offers)
    with (
        _program(servers, "catalogue", environment) as ours,
        _program(servers, "catalogue-by-hand", environment) as bare,
    ):
        await _wait_until_read(ours, offers)
        for name, log, most in (("Liste mit Zählungen", lists, MOST_LIST_MS), ("Volltext", texts, MOST_TEXT_MS)):
            tell(name)
            targets = log(QUESTIONS)
            async with _loads(ours, bare) as (load, limit):
                tails = [quantile(await load.at_a_pace(targets, a_second=A_SECOND), 0.99) * 1000 for _ in range(runs)]
                fast = [await load.as_fast_as_it_goes(targets) for _ in range(runs)]
                bare_fast = [await limit.as_fast_as_it_goes(targets) for _ in range(runs)]
            title = f"{name} bei {A_SECOND}/s, {offers} Angebote, 99 %"
            yield Figure(name=title, unit="ms", value=median_of(tails), target=most)
            yield Figure(
                name=f"{name}, Durchsatz",
                unit="1/s",
                value=median_of(fast),
                limit=median_of(bare_fast),
                target=LEAST_RATIO,
                at_least=True,
            )
        tell("Ein Quartier mit 200 Einträgen")
        yield Figure(
            name="Liste eines Quartiers mit 200 Einträgen",
            unit="1/s",
            value=median_of([await _quarter_listed(ours) for _ in range(runs)]),
            target=LEAST_QUARTERS,
            at_least=True,
        )
        yield await calendar_figure(ours, tell=tell)
        tell("304")
        rates = [await _unchanged(ours) for _ in range(runs)]
        yield Figure(
            name="Unveränderte Liste (304)", unit="1/s", value=median_of(rates), target=LEAST_UNCHANGED, at_least=True
        )


async def _quarter_listed(url: str) -> float:
    async with Load(url) as load:
        return await load.as_fast_as_it_goes([f"/offers?network=quartier-2&limit={ENTRIES}"] * LISTED)


async def _unchanged(url: str) -> float:
    target = "/offers?network=quartier-1&limit=20"
    async with httpx.AsyncClient(base_url=url) as client:
        etag = (await client.get(target)).headers["ETag"]
    async with Load(url) as load:
        return await load.as_fast_as_it_goes([target] * UNCHANGED, status=304, etag=etag)


async def _filled(servers: Servers, offers: int) -> dict[str, str]:
    database = await migrated_database(servers, "offers", versions=migrations_of("offers"))
    await fill(database.owner_url, offers=offers)
    await fill_hsds(database.owner_url)
    await fill_dates(database.owner_url)
    return environment_of(servers, "offers", prefix="OFFERS_", database=database, registry_url="http://127.0.0.1:9")


async def _wait_until_read(url: str, offers: int) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=START_SECONDS) as client:
        found = (await client.get("/offers/search")).raise_for_status().json()
    assert found["total"] == offers, found["total"]


@asynccontextmanager
async def _loads(ours: str, bare: str) -> AsyncIterator[tuple[Load, Load]]:
    async with Load(ours) as load, Load(bare) as limit:
        yield load, limit


def _program(servers: Servers, name: str, environment: dict[str, str]) -> AbstractContextManager[str]:
    port = free_port()
    arguments = (sys.executable, "-m", "tests.bench.program", name, str(port))
    return running_program(servers, name, arguments=arguments, port=port, environment=environment)
