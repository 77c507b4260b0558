"""Lists and searches of a country's registry at a steady pace over HTTP, beside the same SQL over bare asyncpg at the same pace."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from time import perf_counter

import asyncpg
import httpx

from tests.bench.figure import Figure, median_of, quantile
from tests.bench.lists.questions import KINDS, PAGE, Question, questions
from tests.bench.lists.register import fill_register
from tests.bench.processes import Servers
from tests.bench.registry import PLANNING, ServedRegistry, served_registry

REQUESTS_A_SECOND = 100
REQUESTS = 1600
WARMING_UP = 160
MOST_MS = 30
# What the service may take over the query: the way over HTTP, who asks, and a page of fifty entries as JSON.
MOST_TIMES_THE_QUERY = 8
CONNECTIONS, CLIENTS = 6, 20
MOST_SECONDS = 60

Ask = Callable[[Question], Awaitable[None]]
Latencies = Mapping[str, Sequence[float]]


async def list_figures(servers: Servers, *, runs: int, tell: Callable[[str], None]) -> AsyncIterator[Figure]:
    """Yield for each kind of list how long it takes, and how many times that of its query."""
    async with served_registry(servers) as registry:
        tell("100 Netzwerke, 50.000 Partner und 20.000 Vereinbarungen werden eingetragen")
        await fill_register(registry.database.owner_url)
        ours, limits = await _in_turns(registry, runs, tell)
    for kind in ours[0]:
        name = f"{kind}, bei {REQUESTS_A_SECOND} Anfragen/s"
        yield _latency(f"{name}, 99 %", 0.99, [run[kind] for run in ours], target=MOST_MS)
        limit = [run[kind] for run in limits]
        yield _latency(f"{name}, Median", 0.5, [run[kind] for run in ours], target=MOST_TIMES_THE_QUERY, limit=limit)


async def _in_turns(
    registry: ServedRegistry, runs: int, tell: Callable[[str], None]
) -> tuple[list[Latencies], list[Latencies]]:
    async with (
        httpx.AsyncClient(base_url=registry.url, headers=registry.headers, timeout=MOST_SECONDS) as http,
        asyncpg.create_pool(
            registry.database.service_url, min_size=CONNECTIONS, max_size=CONNECTIONS, server_settings=PLANNING
        ) as pool,
    ):
        # httpx looks at all that wait whenever one is answered: what can't be sent yet waits here.
        gate = asyncio.Semaphore(CLIENTS)

        async def over_http(question: Question) -> None:
            async with gate:
                (await http.get(question.path)).raise_for_status()

        async def by_hand(question: Question) -> None:
            await pool.fetch(question.sql, *question.arguments)

        await _insist_on_equal_answers(http, pool)
        ours, limits = [], []
        for run in range(-1, runs):
            tell(f"Listen und Suchen, {run + 1} von {runs}")
            asked = questions(REQUESTS if run >= 0 else WARMING_UP)
            ours.append(await _at_a_pace(asked, over_http))
            limits.append(await _at_a_pace(asked, by_hand))
        return ours[1:], limits[1:]


async def _insist_on_equal_answers(http: httpx.AsyncClient, pool: asyncpg.Pool) -> None:
    """A query that finds something else would be no limit."""
    for question in questions(len(KINDS)):
        items = json.loads((await http.get(question.path)).raise_for_status().content)["items"]
        rows = await pool.fetch(question.sql, *question.arguments)
        key = "id" if "id" in items[0] else "partner"
        assert [item[key] for item in items] == [str(row[key]) for row in rows[:PAGE]], question


async def _at_a_pace(asked: Sequence[Question], ask: Ask) -> Latencies:
    """Ask at a steady pace, whether or not what was asked before is answered; the time runs from when a question was due."""
    seconds: dict[str, list[float]] = defaultdict(list)

    async def answered(question: Question, due: float) -> None:
        await ask(question)
        seconds[question.kind].append(perf_counter() - due)

    began = perf_counter()
    async with asyncio.TaskGroup() as group:
        for place, question in enumerate(asked):
            due = began + place / REQUESTS_A_SECOND
            await asyncio.sleep(max(0.0, due - perf_counter()))
            group.create_task(answered(question, due))
    return seconds


def _latency(
    name: str,
    share: float,
    runs: Sequence[Sequence[float]],
    *,
    target: float,
    limit: Sequence[Sequence[float]] | None = None,
) -> Figure:
    ours, limits = _milliseconds(runs, share), None if limit is None else _milliseconds(limit, share)
    return Figure(name=name, unit="ms", value=ours, target=target, limit=limits)


def _milliseconds(runs: Sequence[Sequence[float]], share: float) -> float:
    return median_of([quantile(run, share) * 1000 for run in runs])
