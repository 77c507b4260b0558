"""Every list of the workspace: it filters, sorts, pages and exports, with and without JavaScript, by its address alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Depends, Query
from starlette.responses import Response

from services.portal.domain.sort_key import sort_key
from services.portal.web.workspace.desk import Desk
from shared.spreadsheets.formats import FORMATS
from shared.web.pages.formats import ZONE
from shared.web.pages.view import translated, translated_choices

ROWS_A_PAGE = 25
ENDINGS = ("xlsx", "csv")


@dataclass(frozen=True)
class Column:
    """A column by its key and heading."""

    key: str
    title: str


@dataclass(frozen=True)
class Cell:
    """What stands in a row under a heading; `order` sorts it otherwise than its text."""

    text: str
    href: str | None = None
    badge: str | None = None
    order: Any = None
    is_day: bool = False


Row = Mapping[str, Cell]


@dataclass(frozen=True)
class Asked:
    """What the address asks of a list."""

    words: str
    sorting: str
    page: int
    ending: str

    @property
    def column(self) -> str:
        """The key of the column that sorts."""
        return self.sorting.removeprefix("-")

    @property
    def is_descending(self) -> bool:
        """Whether the largest comes first."""
        return self.sorting.startswith("-")


async def _asked(
    suche: Annotated[str, Query(max_length=100)] = "",
    sortierung: Annotated[str, Query(max_length=40)] = "",
    seite: Annotated[str, Query(max_length=6)] = "1",
    als: Annotated[str, Query(max_length=4)] = "",
) -> Asked:
    page = int(seite) if seite.isascii() and seite.isdigit() else 1
    return Asked(" ".join(suche.split()), sortierung, max(page, 1), als if als in ENDINGS else "")


AskedSheet = Annotated[Asked, Depends(_asked)]
"""A route's parameter type."""


@dataclass(frozen=True)
class Filter:
    """A choice beside the words, made by the address and answered by whoever owns the data."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    value: str


@dataclass(frozen=True)
class Sheet:
    """A list with its headings; `name` is that of its file."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    filters: Sequence[Filter] = ()

    @property
    def told(self) -> "Sheet":
        """The same with headings and choices in the reader's language."""
        return replace(
            self,
            columns=[replace(column, title=translated(column.title)) for column in self.columns],
            filters=[
                replace(each, label=translated(each.label), options=translated_choices(each.options))
                for each in self.filters
            ],
        )


@dataclass(frozen=True)
class Shown:
    """The part of a sheet on a page."""

    sheet: Sheet
    asked: Asked
    rows: Sequence[Row]
    found: int
    pages: int

    @property
    def is_filtered(self) -> bool:
        """Whether words narrow the list."""
        return bool(self.asked.words or any(each.value for each in self.sheet.filters))

    @property
    def columns(self) -> list[Column]:
        """The columns in which something stands."""
        rows = self.sheet.rows
        return [
            column for column in self.sheet.columns if any(row[column.key].text for row in rows if column.key in row)
        ]

    @property
    def kept(self) -> dict[str, str]:
        """What links of the list keep of the address."""
        return {"suche": self.asked.words, **{each.name: each.value for each in self.sheet.filters}}

    def sorting_by(self, column: Column) -> str:
        """Return what the address says to sort by this column, the other way round the second time."""
        is_again = self.asked.column == column.key and not self.asked.is_descending
        return f"-{column.key}" if is_again else column.key


def shown(sheet: Sheet, asked: Asked) -> Shown:
    """Return what the address asks for."""
    rows = _sorted(_sifted(sheet.rows, asked.words), asked)
    pages = max(1, -(-len(rows) // ROWS_A_PAGE))
    first = (min(asked.page, pages) - 1) * ROWS_A_PAGE
    return Shown(sheet, asked, rows[first : first + ROWS_A_PAGE], len(rows), pages)


async def sheet_page(
    desk: Desk, sheet: Sheet, asked: Asked, *, template: str = "workspace/sheet.html", **context: Any
) -> Response:
    """Return the list as a page, or everything that was found as a file."""
    if asked.ending:
        return exported(sheet.told, asked)
    return await desk.page(template, shown=shown(sheet.told, asked), **context)


def exported(sheet: Sheet, asked: Asked) -> Response:
    """Return everything that was found as a file for spreadsheet programs."""
    file = FORMATS[asked.ending]
    writer = file.writer([column.title for column in sheet.columns])
    rows = [
        [_value(row[column.key]) if column.key in row else "" for column in sheet.columns]
        for row in _sorted(_sifted(sheet.rows, asked.words), asked)
    ]
    headers = {
        "Content-Disposition": f'attachment; filename="{sheet.name}.{asked.ending}"',
        "Cache-Control": "no-store",
    }
    return Response(writer.rows(rows) + writer.end(), media_type=file.media_type, headers=headers)


def _value(cell: Cell) -> str | int:
    """Return a number as such, so that a workbook adds it up."""
    is_number = isinstance(cell.order, int) and cell.text == str(cell.order)
    return int(cell.order) if is_number else cell.text


def day_cell(day: date | datetime | str | None, *, href: str | None = None) -> Cell:
    """Return a day as people write it, sorted by time."""
    if not day:
        return Cell("", order="")
    found = datetime.fromisoformat(day) if isinstance(day, str) else day
    local = found.astimezone(ZONE) if isinstance(found, datetime) and found.tzinfo else found
    return Cell(f"{local:%d.%m.%Y}", href=href, order=f"{local:%Y-%m-%d}", is_day=True)


def _sifted(rows: Sequence[Row], words: str) -> list[Row]:
    wanted = words.casefold().split()
    return [row for row in rows if all(word in _text(row) for word in wanted)]


def _text(row: Row) -> str:
    return " ".join(cell.text for cell in row.values()).casefold()


def _sorted(rows: list[Row], asked: Asked) -> list[Row]:
    if not asked.column or not rows or asked.column not in rows[0]:
        return rows
    return sorted(rows, key=lambda row: _order(row[asked.column]), reverse=asked.is_descending)


def _order(cell: Cell) -> tuple[int, Any]:
    if cell.order is None:
        return (1, sort_key(cell.text))
    return (0, cell.order) if isinstance(cell.order, (int, float)) else (1, str(cell.order))
