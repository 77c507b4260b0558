"""The limit: the same work by asyncpg and redis-py alone, without contracts, checks, epochs, feeds or recovery.

Commit with a gapless position, NOTIFY, copy the new rows to a stream in one MULTI/EXEC, read it, move a checkpoint and
upsert rows in one transaction. A loop like this loses events at the first failure; it only says how fast the parts are.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import orjson
import redis.asyncio as redis
from fastapi import FastAPI, Response
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.contracts.offers import OfferPublished
from tests.bench.load import Effects, Moment, Run, send

STREAM = "events:by-hand"
LOCK = "SELECT pg_advisory_xact_lock(7)"
APPEND = """
INSERT INTO event_log (position, id, type, subject, subject_version, network, time, body)
SELECT (SELECT coalesce(max(position), 0) FROM event_log) + ordinality, id, 'offer', 'offer', 1, 'hoerde', now(), body::json
FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS new (id, body, ordinality) RETURNING position
"""
PAGE = "SELECT position, body::text AS body FROM event_log WHERE position > $1 ORDER BY position LIMIT 500"
MOVE = "UPDATE projection_a.checkpoint SET position = $1 WHERE source = 'by-hand' AND position = $2"
KEEP = """
INSERT INTO projection_a.bench_offers (id, subject_version, title, description)
SELECT * FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::text[])
ON CONFLICT (id) DO UPDATE SET subject_version = excluded.subject_version, title = excluded.title,
    description = excluded.description WHERE bench_offers.subject_version < excluded.subject_version
"""


class HandSettings(BaseSettings):
    """Read from `BENCH_…`."""

    model_config = SettingsConfigDict(env_prefix="BENCH_", extra="ignore")

    database_url: str
    broker_url: str


def publishing() -> FastAPI:
    """Return the program that commits and copies to the stream."""
    settings = HandSettings()
    pools: list[asyncpg.Pool] = []
    rung = asyncio.Event()

    async def publish(offers: list[OfferPublished]) -> int:
        bodies = [_envelope(offer).decode() for offer in offers]
        async with pools[0].acquire() as connection, connection.transaction():
            await connection.execute(LOCK)
            rows = await connection.fetch(APPEND, [offer.id for offer in offers], bodies)
        rung.set()
        return int(rows[-1]["position"])

    async def run(wanted: Run) -> list[Moment]:
        return await send(wanted, publish)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with asyncpg.create_pool(settings.database_url, min_size=6, max_size=10) as pool:
            pools.append(pool)
            tasks = [asyncio.create_task(_ring(settings, rung)), asyncio.create_task(_relay(settings))]
            yield
            await _cancelled(tasks)

    app = FastAPI(lifespan=lifespan)
    app.add_api_route("/runs", run, methods=["POST"])
    app.add_api_route("/livez", _lives)
    return app


def _envelope(offer: OfferPublished) -> bytes:
    """The same bytes as the platform's, for they are what is carried."""
    data = {name: value for name, value in offer.__dict__.items() if value is not None}
    return orjson.dumps(
        {
            "specversion": "1.0",
            "id": uuid4(),
            "source": "/by/hand",
            "type": OfferPublished.type(),
            "subject": f"offer/{offer.id}",
            "subjectversion": 1,
            "time": datetime.now(UTC),
            "datacontenttype": "application/json",
            "network": offer.network,
            "data": data
            | {"ages": {"min_months": 0, "max_months": 24}, "schedule": {"recurrences": [], "courses": []}, "room": {}},
        }
    )


async def _ring(settings: HandSettings, rung: asyncio.Event) -> None:
    connection = await asyncpg.connect(settings.database_url)
    while True:
        await rung.wait()
        rung.clear()
        await connection.execute("NOTIFY by_hand")


async def _relay(settings: HandSettings) -> None:
    connection = await asyncpg.connect(settings.database_url)
    broker = redis.Redis.from_url(settings.broker_url)
    rung = asyncio.Event()
    await connection.add_listener("by_hand", lambda *_: rung.set())
    position = 0
    while True:
        rung.clear()
        while rows := await connection.fetch(PAGE, position):
            async with broker.pipeline(transaction=True) as pipeline:
                for row in rows:
                    pipeline.xadd(STREAM, {b"event": row["body"].encode()}, id=f"{row['position']}-0", maxlen=10_000)
                await pipeline.execute()
            position = rows[-1]["position"]
        with suppress(TimeoutError):
            await asyncio.wait_for(rung.wait(), 0.2)


def listening() -> FastAPI:
    """Return the program that reads the stream and keeps rows."""
    settings = HandSettings()
    effects = Effects()

    async def read_effects(after: int, until: int) -> Response:
        return effects.answer(after, until)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        task = asyncio.create_task(_consume(settings, effects))
        yield
        await _cancelled([task])

    app = FastAPI(lifespan=lifespan)
    app.add_api_route("/effects", read_effects)
    app.add_api_route("/livez", _lives)
    return app


async def _consume(settings: HandSettings, effects: Effects) -> None:
    connection = await asyncpg.connect(settings.database_url)
    broker = redis.Redis.from_url(settings.broker_url)
    await connection.execute(
        "INSERT INTO projection_a.checkpoint VALUES ('by-hand', '', 0, NULL) ON CONFLICT DO NOTHING"
    )
    position = 0
    while True:
        answer: Any = await broker.xread({STREAM: f"{position}-0"}, count=500, block=1000)
        for _, entries in answer:
            events = [orjson.loads(fields[b"event"])["data"] for _, fields in entries]
            positions = [int(entry_id.partition(b"-")[0]) for entry_id, _ in entries]
            async with connection.transaction():
                await connection.execute(MOVE, positions[-1], position)
                await connection.execute(KEEP, *_columns(events))
            position = positions[-1]
            effects.note(positions)


def _columns(events: list[dict[str, Any]]) -> tuple[list[Any], ...]:
    return (
        [UUID(event["id"]) for event in events],
        [1] * len(events),
        [event["title"] for event in events],
        [event["description"] for event in events],
    )


async def _lives() -> dict[str, str]:
    return {"status": "ok"}


async def _cancelled(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
