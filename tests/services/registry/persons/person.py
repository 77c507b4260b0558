"""Natural persons for tests."""

from typing import Any
from uuid import uuid4

from tests.services.registry.city import City, Json, created

NAME = "Erika Beispiel"
PHONE = "0231 1234567"


def field(name: str, value: str, consent: str) -> Json:
    return {"field": name, "value": value, "consent": consent, "text_version": "2026-01"}


FIELDS = (
    field("name", NAME, "public"),
    field("function", "Lesepatin", "network"),
    field("phone", PHONE, "internal"),
)


async def a_person(city: City, *networks: str, by: str = "office", **said: Any) -> str:
    """Write down a volunteer who belongs to the networks; return the path."""
    path = f"/persons/{uuid4()}"
    created(await city.put(path, {"kind": "volunteer", "fields": FIELDS, **said}, by=by))
    for network in networks:
        created(await city.put(f"{path}/networks/{network}", {"joined_on": "2026-01-01"}, by=by))
    return path


def read_by(body: Json) -> dict[str, str]:
    """Return what was shown: the values by their fields."""
    return {each["field"]: each["value"] for each in body["fields"]}
