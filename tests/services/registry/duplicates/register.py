"""Partners that may be one, and what the registry says of them."""

from typing import Any
from uuid import UUID

import httpx

from services.registry.use_cases.duplicates.keep_queue import compare_waiting
from shared.testing.platform import OFFICE
from tests.services.registry.city import City, Json


async def post(city: City, path: str, body: Json, *, by: str = OFFICE, **query: Any) -> httpx.Response:
    return await city.registry.http.post(path, json=body, params=query, headers=city.platform.headers(by))


async def merge(city: City, partner: UUID, into: UUID) -> httpx.Response:
    return await post(city, f"/partners/{partner}/merge", {"into": str(into)})


async def undo(city: City, partner: UUID) -> httpx.Response:
    return await post(city, f"/partners/{partner}/merge/undo", {})


async def pairs_of(city: City, *partners: UUID) -> list[Json]:
    """The open pairs between these partners, after everything that waited was compared."""
    await compare_waiting(city.registry.running.edge)
    wanted = {str(partner) for partner in partners}
    answer = await city.get("/partners/duplicates", by=OFFICE, limit=500)
    return [pair for pair in answer.json()["items"] if {pair["one"]["id"], pair["other"]["id"]} <= wanted]
