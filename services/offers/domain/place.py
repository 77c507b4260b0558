"""Where an offer takes place; coordinates are WGS 84 degrees."""

from dataclasses import dataclass
from uuid import UUID

from services.offers.domain.opening import OpeningHours


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its name, with its own hours; `anchor_site` names one the registry knows."""

    name: str
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    anchor_site: UUID | None = None
    opening_hours: tuple[OpeningHours, ...] = ()
