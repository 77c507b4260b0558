"""Partners that may be one, and what the registry says of them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import select

from services.registry.storage.duplicates.tables import PARTNERS_TO_COMPARE
from services.registry.use_cases.duplicates.keep_queue import compare_waiting
from shared.messaging.edge import Edge
from shared.testing.platform import OFFICE
from tests.services.registry.city import City, Json


async def post(city: City, path: str, body: Json, *, by: str = OFFICE, **query: Any) -> httpx.Response:
    return await city.registry.http.post(path, json=body, params=query, headers=city.platform.headers(by))


async def merge(city: City, partner: UUID, into: UUID) -> httpx.Response:
    return await post(city, f"/partners/{partner}/merge", {"into": str(into)})


async def undo(city: City, partner: UUID) -> httpx.Response:
    return await post(city, f"/partners/{partner}/merge/undo", {})


async def pairs_of(city: City, *partners: UUID) -> list[Json]:
    """The open pairs between these partners, after they were compared; other tests' partners wait and stand in the queue too."""
    edge = city.registry.running.edge
    await compare_waiting(edge)
    while await _wait_still(edge, partners):
        await compare_waiting(edge)
    wanted = {str(partner) for partner in partners}
    return [pair for pair in await _queue(city) if {pair["one"]["id"], pair["other"]["id"]} <= wanted]


async def _wait_still(edge: Edge, partners: Collection[UUID]) -> bool:
    async with edge.reading() as connection:
        waiting = select(PARTNERS_TO_COMPARE).where(PARTNERS_TO_COMPARE.c.partner.in_(partners)).exists()
        return bool(await connection.scalar(select(waiting)))


async def _queue(city: City) -> list[Json]:
    page = (await city.get("/partners/duplicates", by=OFFICE, limit=500)).json()
    pairs: list[Json] = page["items"]
    while page["next"]:
        page = (await city.get("/partners/duplicates", by=OFFICE, limit=500, cursor=page["next"])).json()
        pairs += page["items"]
    return pairs
