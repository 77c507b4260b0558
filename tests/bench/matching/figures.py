"""How long an offer takes to find its subscribers and to stand in the ledger for each of them, in a city and at a million."""

import random
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from time import perf_counter

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from services.notifications.domain.interest import Ages
from services.notifications.storage.matching import Occasion, count_told, match
from shared.database.engine import asyncpg_url
from shared.hosting.parts import migrations_of
from tests.bench.figure import Figure, median_of, quantile
from tests.bench.matching.by_hand import look_up, write_rows
from tests.bench.matching.filling import LANGUAGES, NETWORKS, THEMES, fill
from tests.bench.matching.offers import drawn, occasion
from tests.bench.processes import Servers, migrated_database

OFFERS = 100
WARMING_UP = 10
MOST_LARGE_RUNS = 3
SEED = 20261129


@dataclass(frozen=True)
class Size:
    """So many subscriptions, how they are called, and within how many ms an offer is matched."""

    subscriptions: int
    label: str
    most_ms: float


@dataclass(frozen=True)
class Timed:
    """A transaction's time and how many rows it found or wrote."""

    seconds: float
    rows: int


SIZES = (Size(50_000, "50.000", 10), Size(1_000_000, "1.000.000", 60))
LEAST_ROWS_A_SECOND = 100_000
LEAST_SHARE_OF_WRITING = 0.5
MOST_TIMES_THE_SEARCH = 8


async def matching_figures(servers: Servers, *, runs: int, tell: Callable[[str], None]) -> AsyncIterator[Figure]:
    """Yield the 99 % of matching at both sizes, and the ledger's rows a second at the larger one."""
    for size in SIZES:
        tell(f"{size.label} Abonnements werden angelegt")
        engine = await _filled(servers, size.subscriptions)
        try:
            tell(f"{OFFERS} Angebote finden ihre Leser")
            async for figure in _latency(engine, size):
                yield figure
            if size is SIZES[-1]:
                tell("ein Angebot für alle")
                async for figure in _throughput(engine, min(runs, MOST_LARGE_RUNS)):
                    yield figure
        finally:
            await engine.dispose()


async def _filled(servers: Servers, count: int) -> AsyncEngine:
    database = await migrated_database(servers, "notifications", versions=migrations_of("notifications"))
    owner = create_async_engine(asyncpg_url(database.owner_url))
    await fill(owner, count)
    async with owner.connect() as plain:
        settling = await plain.execution_options(isolation_level="AUTOCOMMIT")
        await settling.execute(text("VACUUM ANALYZE"))
    await owner.dispose()
    return create_async_engine(asyncpg_url(database.service_url))


async def _latency(engine: AsyncEngine, size: Size) -> AsyncIterator[Figure]:
    offers = list(islice(drawn(random.Random(SEED), today=_now().date()), WARMING_UP + OFFERS))
    pairs = [(await _looked_up(engine, wanted), await _found(engine, wanted)) for wanted in offers]
    by_hand, ours = zip(*pairs[WARMING_UP:], strict=True)
    yield Figure(
        name=f"Wen ein Angebot angeht, {size.label} Abonnements, 99 %",
        unit="ms",
        value=1000 * quantile([one.seconds for one in ours], 0.99),
        target=size.most_ms,
    )
    yield Figure(
        name=f"Wen ein Angebot angeht, {size.label} Abonnements, Median",
        unit="ms",
        value=1000 * median_of([one.seconds for one in ours]),
        limit=1000 * median_of([one.seconds for one in by_hand]),
        target=MOST_TIMES_THE_SEARCH,
    )


async def _throughput(engine: AsyncEngine, runs: int) -> AsyncIterator[Figure]:
    ours, by_hand = [], []
    for network in NETWORKS[:runs]:
        before = await _ledger_rows(engine)
        matched = await _matched(engine, _for_everybody(network))
        # Digests that wait for their items stand in the ledger too, with a row of their own.
        rows = await _ledger_rows(engine) - before
        ours.append(rows / matched.seconds)
        bare = await _written(engine, _for_everybody(network), count=rows)
        by_hand.append(bare.rows / bare.seconds)
    yield Figure(
        name="Zeilen im Buch, ein Angebot für ein ganzes Quartier",
        unit="/s",
        value=median_of(ours),
        target=LEAST_ROWS_A_SECOND,
        at_least=True,
    )
    yield Figure(
        name="Zeilen im Buch; Grenze: nur schreiben",
        unit="/s",
        value=median_of(ours),
        limit=median_of(by_hand),
        target=LEAST_SHARE_OF_WRITING,
        at_least=True,
    )


async def _ledger_rows(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return int((await connection.execute(text("SELECT count(*) FROM deliveries"))).scalar_one())


async def _found(engine: AsyncEngine, wanted: Occasion) -> Timed:
    return await _timed(engine, lambda connection: count_told(connection, [wanted]))


async def _matched(engine: AsyncEngine, wanted: Occasion) -> Timed:
    return await _timed(engine, lambda connection: match(connection, [wanted], now=_now()))


async def _looked_up(engine: AsyncEngine, wanted: Occasion) -> Timed:
    return await _timed(engine, lambda connection: look_up(connection, wanted))


async def _written(engine: AsyncEngine, wanted: Occasion, *, count: int) -> Timed:
    return await _timed(engine, lambda connection: write_rows(connection, wanted, count=count))


async def _timed(engine: AsyncEngine, step: Callable[[AsyncConnection], Awaitable[int]]) -> Timed:
    """Time a whole transaction, its commit to disk included."""
    async with engine.connect() as connection:
        began = perf_counter()
        async with connection.begin():
            rows = await step(connection)
        return Timed(perf_counter() - began, rows)


def _for_everybody(network: str) -> Occasion:
    return occasion(network, Ages(), today=_now().date(), themes=list(THEMES), languages=LANGUAGES)


def _now() -> datetime:
    return datetime.now(UTC)
