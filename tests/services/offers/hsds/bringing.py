"""Records of another directory, and bringing them into a quarter."""

from typing import Any
from uuid import uuid4

import httpx
import orjson

from tests.services.offers.city import Quarter

TUESDAYS = {"freq": "WEEKLY", "byday": "TU", "dtstart": "2026-01-06", "opens_at": "09:30", "closes_at": "11:00"}


def service(**said: Any) -> dict[str, Any]:
    """A service of another directory."""
    return {"id": str(uuid4()), "name": "Spielgruppe", "status": "active", "description": "Wir spielen.", **said}


FULL = service(
    name="Spielgruppe am Park",
    minimum_age=1,
    maximum_age=3,
    schedules=[TUESDAYS, {"description": "und nach Absprache"}],
    languages=[{"id": str(uuid4()), "code": "tr"}, {"id": str(uuid4()), "name": "Arabisch"}],
    cost_options=[{"id": str(uuid4()), "amount": 2.5, "currency": "EUR"}],
    capacities=[{"id": str(uuid4()), "available": 3, "maximum": 10, "updated": "2026-01-01T00:00:00Z"}],
    contacts=[{"id": str(uuid4()), "name": "Erika Mustermann", "title": "Leitung"}],
    phones=[{"id": str(uuid4()), "number": "0231 12345"}],
    attributes=[{"id": str(uuid4()), "taxonomy_term": {"id": str(uuid4()), "name": "Begegnung", "description": "x"}}],
    service_at_locations=[
        {
            "id": str(uuid4()),
            "location": {
                "id": str(uuid4()),
                "name": "Haus am Park",
                "latitude": 51.5,
                "longitude": 7.5,
                "addresses": [{"address_1": "Parkweg 1", "postal_code": "44263", "city": "Dortmund"}],
            },
        }
    ],
)


async def bring(quarter: Quarter, document: Any, *, by: str | None = None, **asked: Any) -> httpx.Response:
    body = document if isinstance(document, bytes) else orjson.dumps(document)
    query = {"organisation": str(quarter.organisation), "source": "Nachbarstadt", **asked}
    return await quarter.city.offers.http.post(
        f"/networks/{quarter.network}/hsds-imports",
        params=query,
        content=body,
        headers=quarter.city.platform.headers(by or quarter.coordinator),
    )


def outcomes(report: httpx.Response) -> list[str]:
    return [row["outcome"] for row in report.json()["rows"]]


async def drafts(quarter: Quarter, status: str = "draft") -> list[dict[str, Any]]:
    found = await quarter.city.get("/offers", by=quarter.coordinator, network=quarter.network, status=status)
    items: list[dict[str, Any]] = found.json()["items"]
    return items
