"""The limit: for each question the service's own two statements over bare asyncpg, and an answer of ready bytes.

No parsing, no filters, no ranking, no counts: how far the log is, the page's offers by their ids, done.
"""

import os
from typing import Any
from uuid import UUID

import asyncpg

STANDING = (
    "SELECT coalesce((SELECT max(position) FROM event_log), 0) AS told, "
    "(SELECT coalesce(sum(position), 0) FROM projection_a.checkpoint)::bigint AS heard, "
    "(SELECT number FROM search_refreshes) AS refreshed"
)
PAGE = "SELECT id, version, title, details::text FROM offers WHERE id = ANY($1::uuid[]) ORDER BY id"
OFFERS_A_PAGE = 20
READY = b'{"items":[' + b"x" * 20_000 + b"]}"


class ByHand:
    """A bare ASGI application."""

    def __init__(self) -> None:
        self._pool: asyncpg.Pool | None = None
        self._page: list[UUID] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Open the pool when the server starts; answer everything alike."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        assert self._pool is not None
        if scope["path"] != "/livez":
            await self._pool.fetch(STANDING)
            await self._pool.fetch(PAGE, self._page)
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(READY)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": READY})

    async def _live(self, receive: Any, send: Any) -> None:
        await receive()
        self._pool = await asyncpg.create_pool(os.environ["OFFERS_DATABASE_URL"], min_size=6, max_size=6)
        rows = await self._pool.fetch("SELECT id FROM offers ORDER BY id LIMIT $1", OFFERS_A_PAGE)
        self._page = [row["id"] for row in rows]
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._pool.close()
        await send({"type": "lifespan.shutdown.complete"})
