"""A table of all quarters whose cells say how many offers there are, and where there is none or only one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.dashboard.domain.coverage import Cell, Depth
from services.dashboard.domain.overview import Overview, Quarter

Count = Callable[[str, str | None], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One quarter; `offers` counts each of its offers in this extract once."""

    network: str
    label: str
    areas: tuple[str, ...]
    cells: tuple[Cell, ...]
    offers: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """`columns` are keys of life phases or of themes."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    has_phases: bool

    @property
    def most(self) -> int:
        """Return the number of offers in the fullest cell."""
        return max((cell.offers for line in self.lines for cell in line.cells), default=0)

    def total(self, place: int) -> int:
        """Return the offers of all quarters in a column."""
        return sum(line.cells[place].offers for line in self.lines)

    def weak(self, depth: Depth) -> int:
        """Return how many cells are holes, or thin."""
        return sum(cell.depth == depth for line in self.lines for cell in line.cells)


def by_phase(overview: Overview, count: Count) -> Matrix:
    """Return the quarters by life phase."""
    columns = tuple(phase.key for phase in overview.phases)
    return Matrix(
        columns=columns,
        lines=tuple(_line(quarter, columns, count, count(quarter.network.id, None)) for quarter in overview.quarters),
        has_phases=True,
    )


def by_theme(overview: Overview, themes: Sequence[str], count: Count) -> Matrix:
    """Return the quarters by theme; an offer of several themes stands in several columns, so a row has no sum."""
    columns = tuple(themes)
    return Matrix(
        columns=columns,
        lines=tuple(_line(quarter, columns, count, None) for quarter in overview.quarters),
        has_phases=False,
    )


def _line(quarter: Quarter, columns: Sequence[str], count: Count, offers: int | None) -> Line:
    network = quarter.network
    cells = tuple(Cell(key, count(network.id, key), is_expected=network.has_chain) for key in columns)
    return Line(network=network.id, label=network.short_label, areas=network.areas, cells=cells, offers=offers)
