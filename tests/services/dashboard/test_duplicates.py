"""What the office sees of merges: which partner stands for which other one."""

from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import select

from services.dashboard.storage.tables import PARTNER_ALIASES
from tests.services.dashboard.city import REGISTRY, City, Json

KITA: Json = {"label": "Kita Regenbogen", "kind": "institution", "partner_type": "kita"}


async def posted(city: City, path: str, body: Json) -> None:
    answer = await city.registry.http.post(path, json=body, headers=city.platform.headers())
    assert answer.status_code in {httpx.codes.OK, httpx.codes.CREATED}, answer.text
    city.told[REGISTRY] = int(answer.headers["Event-Position"])


async def alias(city: City, partner: UUID) -> dict[str, Any]:
    """The row about a partner, after everything told so far was heard."""
    await city.heard()
    query = select(PARTNER_ALIASES).where(PARTNER_ALIASES.c.partner == partner)
    async with city.dashboard.running.edge.reading() as connection:
        return dict((await connection.execute(query)).mappings().one())


async def test_a_merge_and_its_undoing_are_seen(city: City) -> None:
    gone, stays = uuid4(), uuid4()
    await city.put(city.registry, f"/partners/{gone}", KITA)
    await city.put(city.registry, f"/partners/{stays}", KITA)

    await posted(city, f"/partners/{gone}/merge", {"into": str(stays)})
    merged = await alias(city, gone)
    await posted(city, f"/partners/{gone}/merge/undo", {})
    undone = await alias(city, gone)

    assert (merged["stands_for"], merged["undone"]) == (stays, False)
    assert (undone["stands_for"], undone["undone"]) == (stays, True)
