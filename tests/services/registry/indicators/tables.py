"""Tables of figures as files, and a city that knows what they name."""

import io
from typing import Any

import httpx
from openpyxl import Workbook

from shared.testing.platform import OFFICE
from shared.testing.servers import fresh_name
from tests.services.registry.city import City, created

Row = tuple[object, ...]
HEADINGS: Row = ("Gebiet", "Jahr", "Kennzahl", "Wert", "Gruppe")
COLUMNS = {"area": "Gebiet", "year": "Jahr", "indicator": "Kennzahl", "value": "Wert", "group": "Gruppe"}
CAUTION = "Zählt nur, was gemeldet ist."


def csv_of(*rows: Row) -> bytes:
    return "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in rows).encode()


def workbook_of(*rows: Row) -> bytes:
    book, content = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    book.save(content)
    return content.getvalue()


async def indicator(city: City, **said: Any) -> str:
    """Define an indicator; return its key."""
    key = fresh_name("kennzahl")
    body = {"label": key, "unit": "count", "direction": "neutral", "caution": CAUTION, **said}
    created(await city.put(f"/indicators/{key}", body))
    return key


async def source(city: City, **columns: Any) -> str:
    """Describe a source; return its key."""
    key = fresh_name("quelle")
    body = {"label": f"Amt {key}", "columns": columns or {**COLUMNS, "group": None}}
    created(await city.put(f"/indicators/sources/{key}", body))
    return key


async def imported(
    city: City, source_key: str, content: bytes, *, dry_run: bool = False, by: str = OFFICE
) -> httpx.Response:
    return await city.registry.http.post(
        f"/indicators/sources/{source_key}/imports",
        files={"file": ("tabelle", content)},
        data={"dry_run": str(dry_run).lower()},
        headers=city.platform.headers(by),
    )
