"""All quarters side by side at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.dashboard.domain.coverage import Cell, Depth

ACTION_AREA = "aktionsraum"
PLANNED = "planned"
# A planned network has no chain yet, a dormant one no longer.
WITHOUT_CHAIN = frozenset({PLANNED, "dormant"})


@dataclass(frozen=True, slots=True)
class Phase:
    """A life phase, its bounds in months."""

    key: str
    label: str
    min_months: int | None
    max_months: int | None


@dataclass(frozen=True, slots=True)
class Area:
    """An action area or action quarter that is on the city's list now."""

    id: str
    label: str
    kind: str
    district: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A quarter's network as the registry tells it."""

    id: str
    label: str
    short_label: str
    status: str
    areas: tuple[str, ...]
    since: date | None
    restarted: date | None
    languages: tuple[str, ...]

    @property
    def has_chain(self) -> bool:
        """Tell whether offers are expected in every life phase."""
        return self.status not in WITHOUT_CHAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """A network with its figures; `areas` are the labels of its action areas."""

    network: Network
    areas: tuple[str, ...]
    cells: tuple[Cell, ...]
    offers: int
    bridges: int
    partners: int
    anchor_sites: int

    def count(self, depth: Depth) -> int:
        """Return how many life phases are covered this deeply."""
        return sum(cell.depth is depth for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The whole picture; `partners` counts each organisation once, however many networks it is a member of."""

    phases: tuple[Phase, ...]
    quarters: tuple[Quarter, ...]
    areas: tuple[Area, ...]
    partners: int

    @property
    def planned(self) -> int:
        """Return how many networks are only planned."""
        return sum(quarter.network.status == PLANNED for quarter in self.quarters)

    @property
    def offers(self) -> int:
        """Return how many offers are published."""
        return sum(quarter.offers for quarter in self.quarters)

    @property
    def bridges(self) -> int:
        """Return how many of them are bridge offers."""
        return sum(quarter.bridges for quarter in self.quarters)

    @property
    def holes(self) -> int:
        """Return how many life phases have no offer, over all quarters."""
        return sum(quarter.count(Depth.HOLE) for quarter in self.quarters)

    @property
    def thin_places(self) -> int:
        """Return how many life phases hang on one offer, over all quarters."""
        return sum(quarter.count(Depth.THIN) for quarter in self.quarters)

    @property
    def most(self) -> int:
        """Return the number of offers in the fullest cell."""
        return max((cell.offers for quarter in self.quarters for cell in quarter.cells), default=0)

    @property
    def totals(self) -> tuple[Cell, ...]:
        """Return the offers of all quarters in each life phase."""
        return tuple(_total(phase.key, place, self.quarters) for place, phase in enumerate(self.phases))

    @property
    def action_areas(self) -> tuple[Area, ...]:
        """Return the Aktionsräume; the smaller Aktionsquartiere are areas too, but not counted among them."""
        return tuple(area for area in self.areas if area.kind == ACTION_AREA)

    @property
    def action_areas_without_network(self) -> tuple[Area, ...]:
        """Return the Aktionsräume that belong to no network."""
        return tuple(area for area in self.areas_without_network if area.kind == ACTION_AREA)

    @property
    def areas_without_network(self) -> tuple[Area, ...]:
        """Return the areas on the city's list that belong to no network."""
        covered = {area for quarter in self.quarters for area in quarter.network.areas}
        return tuple(area for area in self.areas if area.id not in covered)


def _total(phase: str, place: int, quarters: Sequence[Quarter]) -> Cell:
    cells = [quarter.cells[place] for quarter in quarters]
    return Cell(phase, sum(cell.offers for cell in cells))
