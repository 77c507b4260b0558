"""Finding the place of an address. Whoever else knows how is put behind the same interface; it is off until it is configured."""

from dataclasses import dataclass
from typing import Protocol

import httpx

from services.registry.domain.refusals import GeocodingIsOff

SECONDS = 5.0
LONGEST_LABEL = 300
COUNTRY = "de"


@dataclass(frozen=True)
class FoundPlace:
    """Where an address is, in degrees of WGS 84, and how the service calls it."""

    label: str
    latitude: float
    longitude: float


class Geocoder(Protocol):
    """Finds places."""

    async def find(self, address: str) -> FoundPlace | None:
        """Return the best place for an address, None when there is none; raises GeocodingIsOff when nobody answers."""


class Nominatim:
    """A service that speaks Nominatim's search (https://nominatim.org/release-docs/latest/api/Search/)."""

    def __init__(self, http: httpx.AsyncClient, *, url: str) -> None:
        self._http = http
        self._url = f"{url}/search"

    async def find(self, address: str) -> FoundPlace | None:
        """Return the best place for an address, None when there is none; raises GeocodingIsOff when nobody answers."""
        asked: dict[str, str | int] = {"q": address, "format": "jsonv2", "limit": 1, "countrycodes": COUNTRY}
        try:
            answer = await self._http.get(self._url, params=asked, timeout=SECONDS)
            found = answer.raise_for_status().json()
            return _place(found[0]) if found else None
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as failure:
            raise GeocodingIsOff from failure


def _place(found: dict[str, str]) -> FoundPlace:
    """Read what came from outside; raises ValueError, KeyError or TypeError for what is no place on earth."""
    latitude, longitude = float(found["lat"]), float(found["lon"])
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError("no place on earth")
    return FoundPlace(str(found["display_name"])[:LONGEST_LABEL], latitude=latitude, longitude=longitude)
