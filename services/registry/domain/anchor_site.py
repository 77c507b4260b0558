"""Ankerstandorte: the known and trusted places that activities start from."""

from dataclasses import dataclass
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.opening import Accessibility, OpeningHours, Room
from services.registry.domain.refusals import NamedTwice


@dataclass(frozen=True, kw_only=True)
class AnchorSite(Aggregate):
    """A place in an area; without a network it belongs to the office. What nobody has asked for yet is None."""

    id: UUID
    label: str
    area: str
    site_type: str
    network: str | None = None
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    operator: UUID | None = None
    opening_hours: tuple[OpeningHours, ...] | None = None
    accessibility: tuple[Accessibility, ...] | None = None
    rooms: tuple[Room, ...] | None = None

    def __post_init__(self) -> None:
        if self.accessibility is not None and len(set(self.accessibility)) < len(self.accessibility):
            raise NamedTwice("accessibility")
