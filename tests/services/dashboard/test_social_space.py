"""The office's picture has the figures of the quarters and what is missing there, and forgets what was imported by mistake."""

from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import Table, select

from services.dashboard.storage.social_space_tables import (
    GIVERS,
    INDICATOR_SOURCES,
    INDICATOR_VALUES,
    INDICATORS,
    WISH_FIGURES,
)
from services.dashboard.storage.tables import MEMBERSHIPS, PARTNERS
from shared.testing.servers import fresh_name
from tests.services.dashboard.city import REGISTRY, City, Quarter

CAUTION = "Kleine Zahlen schwanken."


async def rows(city: City, table: Table, **wanted: Any) -> list[dict[str, Any]]:
    """The dashboard's rows with these values, after everything told so far was heard."""
    await city.heard()
    query = select(table).where(*(table.c[name] == value for name, value in wanted.items()))
    async with city.dashboard.running.edge.reading() as connection:
        return [dict(row) for row in (await connection.execute(query)).mappings()]


async def post(city: City, path: str, *, version: int | None = None, **sent: Any) -> httpx.Response:
    condition = {} if version is None else {"If-Match": f'"{version}"'}
    headers = {**city.platform.headers(), **condition}
    answer = await city.registry.http.post(path, headers=headers, **sent)
    assert answer.is_success, answer.text
    if "Event-Position" in answer.headers:
        city.told[REGISTRY] = int(answer.headers["Event-Position"])
    return answer


async def test_figures_come_with_their_source_and_caution(city: City, quarter: Quarter) -> None:
    key, atlas = fresh_name("geburten"), fresh_name("atlas")
    columns = {"area": "Gebiet", "fixed_year": 2025, "indicators": {"Geburten": key}}
    said = {"label": "Geburten", "unit": "count", "direction": "neutral", "caution": CAUTION}
    await city.put(city.registry, f"/indicators/{key}", said)
    await city.put(city.registry, f"/indicators/sources/{atlas}", {"label": "Atlas", "columns": columns})
    table = f"Gebiet;Geburten\n{quarter.area};123\n".encode()

    await post(
        city, f"/indicators/sources/{atlas}/imports", files={"file": ("a.csv", table)}, data={"dry_run": "false"}
    )

    (value,) = await rows(city, INDICATOR_VALUES, area=quarter.area)
    assert (value["value"], value["suppressed"], value["indicator"], value["source"]) == (123, False, key, atlas)
    assert [row["caution"] for row in await rows(city, INDICATORS, key=key)] == [CAUTION]
    assert [row["label"] for row in await rows(city, INDICATOR_SOURCES, key=atlas)] == ["Atlas"]


async def test_wishes_and_givers_are_in_the_picture(city: City, quarter: Quarter) -> None:
    giver = UUID(int=7)
    wish = {"network": quarter.network, "phase": "p0_2", "theme": "betreuung"}
    for _ in range(5):
        headers = {**city.platform.headers("portal"), "Visitor": fresh_name("visitor")}
        await city.registry.http.post("/wishes", json=wish, headers=headers)
    said = {"network": quarter.network, "kind": "resident", "gift": "time", "theme": "betreuung"}
    await city.put(city.registry, f"/givers/{giver}", said)

    assert [row["at_least"] for row in await rows(city, WISH_FIGURES, network=quarter.network)] == [5]
    assert [row["state"] for row in await rows(city, GIVERS, id=giver)] == ["open"]


async def test_what_an_undone_import_brought_is_forgotten(city: City, quarter: Quarter) -> None:
    label = fresh_name("Kita")
    table = f"Name;Art;Partnertyp\n{label};Einrichtung;Kita\n".encode()
    sent: dict[str, Any] = {
        "data": {"kind": "partners", "network": quarter.network},
        "files": {"file": ("p.csv", table)},
    }
    made = (await post(city, "/imports", **sent)).json()["id"]

    await post(city, f"/imports/{made}/apply", version=1)
    (partner,) = await rows(city, PARTNERS, label=label)
    joined = await rows(city, MEMBERSHIPS, partner=partner["id"])
    await post(city, f"/imports/{made}/undo", version=2)

    assert len(joined) == 1
    assert await rows(city, PARTNERS, label=label) == []
    assert await rows(city, MEMBERSHIPS, partner=partner["id"]) == []
