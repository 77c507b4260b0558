"""The limit of HSDS: the service's own statements over bare asyncpg, and ready bytes for each row that comes.

No mapping, no JSON, no ids made: a stretch of offers by their ids and what they name, line after line of the same length.
"""

import os
from typing import Any
from uuid import UUID

import asyncpg

STRETCH = """
SELECT id, status, changed_at, confirmed_on, organisation, min_months, max_months, project, details::text, network, title,
    description, themes, languages, schedule_text, dates::text, bridge
FROM offers WHERE status IN ('ended', 'paused', 'published') AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2
"""
QUARTER = """
SELECT id, status, changed_at, confirmed_on, organisation, min_months, max_months, project, details::text, network, title,
    description, themes, languages, schedule_text, dates::text, bridge
FROM offers WHERE status IN ('ended', 'paused', 'published') AND network = 'quartier-1' ORDER BY id LIMIT $1
"""
COUNT = "SELECT count(*) FROM offers WHERE status IN ('ended', 'paused', 'published') AND network = 'quartier-1'"
PARTNERS = "SELECT * FROM projection_a.known_partners WHERE id = ANY($1::uuid[]) ORDER BY id"
NETWORKS = "SELECT * FROM projection_a.known_networks WHERE id = ANY($1::text[]) ORDER BY id"
PHASES = "SELECT * FROM projection_a.known_life_phases ORDER BY place_in_order, key"
ROWS, A_PAGE = 200, 200
LINE = b'{"id":"' + b"x" * 1_500 + b'"}\n'


class HsdsByHand:
    """A bare ASGI application."""

    def __init__(self) -> None:
        self._pool: asyncpg.Pool | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Open the pool when the server starts; answer a dump or a page."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        is_dump = b"ndjson" in scope["query_string"]
        await send({"type": "http.response.start", "status": 200, "headers": _headers(scope["path"], is_dump=is_dump)})
        if is_dump:
            await self._dump(send)
        elif scope["path"] != "/livez":
            await send({"type": "http.response.body", "body": await self._page()})
            return
        await send({"type": "http.response.body", "body": b""})

    async def _dump(self, send: Any) -> None:
        after: UUID | None = None
        while True:
            rows = await self._read(STRETCH, after, ROWS)
            await send({"type": "http.response.body", "body": LINE * len(rows), "more_body": True})
            if len(rows) < ROWS:
                return
            after = rows[-1]["id"]

    async def _page(self) -> bytes:
        assert self._pool is not None
        await self._pool.fetch(COUNT)
        return LINE * len(await self._read(QUARTER, A_PAGE))

    async def _read(self, query: str, *told: Any) -> list[Any]:
        assert self._pool is not None
        rows: list[Any] = await self._pool.fetch(query, *told)
        await self._pool.fetch(PARTNERS, {row["organisation"] for row in rows})
        await self._pool.fetch(NETWORKS, {row["network"] for row in rows})
        await self._pool.fetch(PHASES)
        return rows

    async def _live(self, receive: Any, send: Any) -> None:
        await receive()
        self._pool = await asyncpg.create_pool(os.environ["OFFERS_DATABASE_URL"], min_size=6, max_size=6)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._pool.close()
        await send({"type": "lifespan.shutdown.complete"})


def _headers(path: str, *, is_dump: bool) -> list[tuple[bytes, bytes]]:
    length = 0 if path == "/livez" else len(LINE) * A_PAGE
    return [] if is_dump else [(b"content-length", str(length).encode())]
