"""Ankerstandorte: the known and trusted places that activities start from."""

from dataclasses import dataclass
from uuid import UUID

from services.registry.domain.aggregate import Aggregate


@dataclass(frozen=True, kw_only=True)
class AnchorSite(Aggregate):
    """A place in an area; without a network it belongs to the office."""

    id: UUID
    label: str
    area: str
    site_type: str
    network: str | None = None
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    operator: UUID | None = None
