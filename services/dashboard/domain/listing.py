"""A list of the office: its columns, and how it is narrowed, sorted and paged; the same for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from services.dashboard.domain.sort_key import sort_key

PAGE_ROWS: Final = 50
# More rows than a person reads through; the file has them all the same.
MOST_ROWS: Final = 20_000
QUARTER: Final = "quarter"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` is text, number, day or quarter (the key of a network, shown by its name)."""

    key: str
    title: str
    kind: str = "text"

    @property
    def is_numeric(self) -> bool:
        """Tell whether its values stand at the end of their cell."""
        return self.kind == "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a reader asks of a list."""

    network: str | None = None
    words: str = ""
    sorted_by: str | None = None
    descending: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows that a reader sees of a list, and how many there are."""

    rows: tuple[Row, ...]
    count: int
    page: int
    pages: int
    all_rows: tuple[Row, ...] = field(repr=False)


def sheet_of(columns: Sequence[Column], rows: Sequence[Row], wish: Wish) -> Sheet:
    """Return the page of the rows that are asked for; in the order in which they came unless a column is named."""
    wanted = [row for row in rows if _is_wanted(row, wish)]
    by = next((column for column in columns if column.key == wish.sorted_by), None)
    if by is not None:
        wanted.sort(key=lambda row: _order(row.get(by.key)), reverse=wish.descending)
        # What has no value stands last in either direction.
        wanted.sort(key=lambda row: row.get(by.key) is None)
    pages = max(1, -(-len(wanted) // PAGE_ROWS))
    page = min(max(1, wish.page), pages)
    shown = wanted[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
    return Sheet(rows=tuple(shown), count=len(wanted), page=page, pages=pages, all_rows=tuple(wanted))


def _is_wanted(row: Row, wish: Wish) -> bool:
    if wish.network is not None and wish.network not in (row.get(QUARTER), *row.get("quarters", ())):
        return False
    words = sort_key(wish.words).split()
    if not words:
        return True
    text = sort_key(" ".join(value for value in row.values() if isinstance(value, str)))
    return all(word in text for word in words)


def _order(value: Any) -> tuple[int, Any]:
    if isinstance(value, (int, float, date)):
        return (0, value.toordinal() if isinstance(value, date) else value)
    return (1, sort_key(str(value)) if value is not None else "")
