"""The question at entry, "is this partner there already?", at 50,000 partners, beside the bare query that finds candidates."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from time import perf_counter

import asyncpg
import httpx

from services.registry.domain.duplicates.comparison import prepare
from services.registry.domain.duplicates.keys import keys_of
from services.registry.domain.duplicates.record import Record
from services.registry.use_cases.duplicates.find_candidates import MOST_COMPARED
from tests.bench.duplicates.register import body_of, drafts, fill, houses, rows_of
from tests.bench.figure import Figure, median_of, quantile
from tests.bench.processes import Servers
from tests.bench.registry import PLANNING, ServedRegistry, served_registry

PARTNERS = 50_000
SEARCHES = 300
MOST_MS = 50
# What the service may take over the query: the way over HTTP, who asks, reading 20 partners and comparing them.
MOST_TIMES_THE_QUERY = 8
BARE = """
WITH found AS (
    SELECT hit.partner, asked.counts / ln(2 + count(*) OVER (PARTITION BY asked.key)) AS counts
    FROM unnest($1::text[], $2::double precision[]) AS asked (key, counts)
    CROSS JOIN LATERAL (SELECT partner FROM partner_keys WHERE key = asked.key ORDER BY partner LIMIT 400) AS hit
)
SELECT partners.* FROM (SELECT partner, sum(counts) AS counts FROM found GROUP BY partner ORDER BY 2 DESC LIMIT $3) AS best
JOIN partners ON partners.id = best.partner ORDER BY best.counts DESC
"""


async def search_figures(servers: Servers, *, runs: int, tell: Callable[[str], None]) -> AsyncIterator[Figure]:
    """Yield the latency of searches, and how many drafts find the house they describe."""
    known = houses(PARTNERS)
    asked = drafts(known, SEARCHES)
    partners, keys = rows_of(known)
    async with served_registry(servers) as registry, httpx.AsyncClient(base_url=registry.url) as http:
        tell(f"{PARTNERS} Partner werden eingetragen")
        await fill(registry.database.owner_url, partners=partners, keys=keys)
        ours, limits, found = [], [], 0
        for run in range(runs):
            tell(f"Suche nach Dubletten, {run + 1} von {runs}")
            seconds, found = await _searched(http, registry, asked)
            ours.append(seconds)
            limits.append(await _queried(registry.database.service_url, asked))
    name = f"Suche nach Dubletten bei {PARTNERS:,} Partnern".replace(",", ".")
    yield _latency(f"{name}, 99 %", [quantile(run, 0.99) for run in ours], target=MOST_MS)
    limit = median_of([quantile(run, 0.5) for run in limits]) * 1000
    yield _latency(f"{name}, Median", [quantile(run, 0.5) for run in ours], target=MOST_TIMES_THE_QUERY, limit=limit)
    yield Figure(name=f"{name}, wiedergefunden", unit="Anteil", value=found / SEARCHES, target=0.9, at_least=True)


async def _searched(
    http: httpx.AsyncClient, registry: ServedRegistry, asked: Sequence[Record]
) -> tuple[list[float], int]:
    """Return how long each search took, and how many found a partner at the draft's address."""
    headers = {**registry.headers, "Content-Type": "application/json"}
    seconds: list[float] = []
    found = 0
    for draft in asked:
        body = body_of(draft)
        begun = perf_counter()
        answer = await http.post("/partners/duplicates/search", content=body, headers=headers)
        seconds.append(perf_counter() - begun)
        items = json.loads(answer.raise_for_status().content)["items"]
        found += bool(items) and items[0]["partner"]["address"]["postal_code"] == draft.postal_code
    return seconds, found


async def _queried(database_url: str, asked: Sequence[Record]) -> list[float]:
    connection = await asyncpg.connect(database_url, server_settings=PLANNING)
    seconds: list[float] = []
    try:
        for draft in asked:
            keys = keys_of(prepare(draft))
            begun = perf_counter()
            await connection.fetch(BARE, list(keys), list(keys.values()), MOST_COMPARED)
            seconds.append(perf_counter() - begun)
            await asyncio.sleep(0)
    finally:
        await connection.close()
    return seconds


def _latency(name: str, seconds: list[float], *, target: float, limit: float | None = None) -> Figure:
    return Figure(name=name, unit="ms", value=median_of(seconds) * 1000, target=target, limit=limit)
