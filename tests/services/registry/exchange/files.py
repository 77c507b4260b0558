"""Files as people send them, and imports of them."""

from uuid import UUID

import httpx

from shared.testing.platform import OFFICE
from shared.testing.servers import fresh_name
from tests.services.registry.city import City, Json

HEADINGS = "Name;Art;Partnertyp;Träger;Beschreibung;Internetseite;Telefon"


def names(*stems: str) -> list[str]:
    """Names that no other test uses."""
    mark = fresh_name("Haus")
    return [f"{stem} {mark}" for stem in stems]


def table(*lines: str, headings: str = HEADINGS) -> bytes:
    return "\n".join((headings, *lines)).encode()


async def drafted(city: City, content: bytes, *, network: str | None = None, by: str = OFFICE) -> httpx.Response:
    return await city.registry.http.post(
        "/imports",
        data={"kind": "partners", **({"network": network} if network else {})},
        files={"file": ("partner.csv", content)},
        headers=city.platform.headers(by),
        timeout=60,
    )


async def step(city: City, import_id: str, name: str, *, version: int, by: str = OFFICE) -> httpx.Response:
    headers = {**city.platform.headers(by), "If-Match": f'"{version}"'}
    return await city.registry.http.post(f"/imports/{import_id}/{name}", headers=headers, timeout=60)


async def applied(city: City, content: bytes, *, network: str | None = None) -> Json:
    """Draft and apply; return the applied import."""
    draft = await drafted(city, content, network=network)
    assert draft.status_code == 201, draft.text
    answer = await step(city, draft.json()["id"], "apply", version=1)
    assert answer.status_code == 200, answer.text
    made: Json = answer.json()
    return made


async def partner_named(city: City, label: str) -> Json | None:
    found = (await city.get("/partners", q=label)).json()["items"]
    return found[0] if found else None


async def ids_of(city: City, import_id: str) -> list[UUID]:
    rows = (await city.get(f"/imports/{import_id}/rows", by=OFFICE)).json()["items"]
    return [UUID(row["partner"]) for row in rows]
