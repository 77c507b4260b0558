"""Bodies and working groups for tests, and what they meet for."""

from typing import Any
from uuid import uuid4

import httpx

from tests.services.registry.city import City, Json, created

MEETING: Json = {
    "label": "Frühjahrssitzung",
    "starts_at": "2026-03-02T10:00:00+01:00",
    "ends_at": "2026-03-02T12:00:00+01:00",
    "place": "Bezirksverwaltung, Raum 3",
}
DECISION: Json = {
    "number": "2026/1",
    "decided_on": "2026-03-02",
    "label": "Die Sprachschule bleibt",
    "text": "Frau Beispiel berichtet im Herbst.",
}


async def a_body(city: City, network: str | None, **said: Any) -> str:
    """Set up a Steuerungsgruppe; return its path."""
    path = f"/bodies/{uuid4()}"
    body = {"label": "Steuerungsgruppe", "kind": "steuerungsgruppe", "network": network, **said}
    created(await city.put(path, body))
    return path


async def a_group(city: City, network: str, **said: Any) -> str:
    """Set up a working group; return its path."""
    path = f"/working-groups/{uuid4()}"
    created(await city.put(path, {"label": "Frühe Sprache", "network": network, "theme": "sprache", **said}))
    return path


async def post(
    city: City, path: str, body: Json | None = None, *, by: str, version: int | None = None
) -> httpx.Response:
    """POST as somebody, with `version` on what stands in that version."""
    condition = {} if version is None else {"If-Match": f'"{version}"'}
    headers = {**city.platform.headers(by), **condition}
    return await city.registry.http.post(path, json=body, headers=headers)


def id_of(path: str) -> str:
    return path.rpartition("/")[2]
