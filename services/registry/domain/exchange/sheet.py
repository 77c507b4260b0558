"""A table that somebody sent: rows of cells below their headings, each with the number that the person sees beside it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.registry.domain.refusals import RegistryRefusal

HEADING_WITHIN_ROWS = 10
MOST_ROWS = 50_000

Rows = Sequence[tuple[object, ...]]


class HeadingsMissing(RegistryRefusal):
    """None of the first rows holds all these headings."""

    def __init__(self, missing: Collection[str]) -> None:
        super().__init__(*missing)
        self.missing = tuple(missing)


class TooManyRows(RegistryRefusal):
    """The table is longer than one import takes."""


@dataclass(frozen=True)
class SheetRow:
    """A row by folded headings; empty cells are left out."""

    number: int
    cells: Mapping[str, object]

    def get(self, heading: str) -> object | None:
        """Return the cell below a heading, None when it is empty."""
        return self.cells.get(folded(heading))


@dataclass(frozen=True, order=True)
class RowFault:
    """What can't be taken, where it stands, and why, in German."""

    row: int
    column: str
    reason: str


def folded(heading: object) -> str:
    """Return a heading or name as it counts for sameness: case, spaces and the star of required columns don't matter."""
    return " ".join(str(heading).casefold().split()).removesuffix("*").strip()


def rows_below(rows: Rows, *, wanted: Collection[str]) -> list[SheetRow]:
    """Return the filled rows below the first row that has all wanted headings; raises HeadingsMissing or TooManyRows."""
    wanted_folded = {folded(heading): heading for heading in wanted}
    missing: Collection[str] = tuple(wanted)
    for index, cells in enumerate(rows[:HEADING_WITHIN_ROWS]):
        headings = ["" if cell is None else folded(cell) for cell in cells]
        lacking = [heading for fold, heading in wanted_folded.items() if fold not in headings]
        if not lacking:
            return _limited(_rows(rows, headings, start=index + 1))
        missing = min(missing, lacking, key=len)
    raise HeadingsMissing(missing)


def _limited(rows: Iterator[SheetRow]) -> list[SheetRow]:
    taken: list[SheetRow] = []
    for row in rows:
        if len(taken) == MOST_ROWS:
            raise TooManyRows
        taken.append(row)
    return taken


def _rows(rows: Rows, headings: Sequence[str], *, start: int) -> Iterator[SheetRow]:
    for number, cells in enumerate(rows[start:], start=start + 1):
        filled = {
            heading: cell for heading, cell in zip(headings, cells, strict=False) if heading and not is_empty(cell)
        }
        if filled:
            yield SheetRow(number, filled)


def is_empty(cell: object) -> bool:
    """Tell whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
