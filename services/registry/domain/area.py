"""Action areas: the council's list, which changes over the years."""

from dataclasses import dataclass
from enum import StrEnum

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import EndsBeforeStart


class AreaKind(StrEnum):
    """Aktionsraum, or Aktionsquartier within one."""

    AKTIONSRAUM = "aktionsraum"
    AKTIONSQUARTIER = "aktionsquartier"


@dataclass(frozen=True, kw_only=True)
class Area(Aggregate):
    """An action area, on the list from the year `valid_from` up to and including `valid_to`."""

    id: str
    label: str
    kind: AreaKind
    district: str
    valid_from: int
    valid_to: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None

    def __post_init__(self) -> None:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise EndsBeforeStart("valid_to")
