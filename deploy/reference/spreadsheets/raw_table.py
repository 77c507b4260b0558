"""Finds the tables in plain rows of cells: which table it is, which cell belongs to which field, and where each row stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deploy.reference.spreadsheets.columns import TABLES, Table, folded
from shared.spreadsheets.faults import SpreadsheetUnreadable

HEADING_WITHIN_ROWS = 10
MOST_ROWS = 50_000


@dataclass(frozen=True)
class RawRow:
    """A row by fields; `number` is what the spreadsheet program shows in front of it."""

    number: int
    cells: dict[str, object]


@dataclass(frozen=True)
class RawTable:
    """A recognised table with its filled rows, and hints on columns that nobody knows."""

    table: Table
    rows: tuple[RawRow, ...]
    hints: tuple[str, ...] = ()


def raw_table(rows: Iterable[tuple[object, ...]], *, sheet: str | None = None) -> RawTable | None:
    """Return the table in the rows, or None when it is neither by the sheet's name nor by its headings; raises SpreadsheetUnreadable."""
    numbered = enumerate(rows, start=1)
    named = next((table for table in TABLES if sheet and folded(sheet) == folded(table.name)), None)
    for number, cells in numbered:
        if number > HEADING_WITHIN_ROWS:
            break
        headings = [str(cell).strip() if cell is not None else "" for cell in cells]
        table = named if named and _knows_some(named, headings) else _recognised(headings)
        if table and (named is None or table is named):
            return _table_below(table, headings, numbered)
    if named:
        raise SpreadsheetUnreadable(
            f"Blatt „{sheet}“: Die Überschriften fehlen. Erwartet werden {_required(named)} in einer Zeile."
        )
    return None


def _recognised(headings: list[str]) -> Table | None:
    """Return the table whose required columns are all there."""
    return next((table for table in TABLES if not _lacking(table, headings)), None)


def _knows_some(table: Table, headings: list[str]) -> bool:
    return sum(table.column_headed(heading) is not None for heading in headings if heading) >= 2


def _table_below(table: Table, headings: list[str], numbered: Iterator[tuple[int, tuple[object, ...]]]) -> RawTable:
    lacking = _lacking(table, headings)
    if lacking:
        raise SpreadsheetUnreadable(
            f"Tabelle „{table.name}“: Es fehlt die Spalte {', '.join(f'„{name}“' for name in lacking)}."
        )
    fields = _fields(table, headings)
    rows: list[RawRow] = []
    for number, cells in numbered:
        if number > 4 * MOST_ROWS or len(rows) >= MOST_ROWS:
            raise SpreadsheetUnreadable(
                f"Tabelle „{table.name}“: mehr als {MOST_ROWS} Zeilen. Bitte auf mehrere Dateien verteilen."
            )
        filled = {
            field: cells[index] for index, field in fields.items() if index < len(cells) and not _is_empty(cells[index])
        }
        if filled:
            rows.append(RawRow(number, filled))
    unknown = [heading for heading in headings if heading and table.column_headed(heading) is None]
    hints = tuple(
        f"Tabelle „{table.name}“: Die Spalte „{name}“ ist unbekannt und wurde übergangen." for name in unknown
    )
    return RawTable(table, tuple(rows), hints)


def _fields(table: Table, headings: list[str]) -> dict[int, str]:
    fields: dict[int, str] = {}
    for index, heading in enumerate(headings):
        column = table.column_headed(heading) if heading else None
        if column and column.field in fields.values():
            raise SpreadsheetUnreadable(f"Tabelle „{table.name}“: Die Spalte „{column.heading}“ steht zweimal da.")
        if column:
            fields[index] = column.field
    return fields


def _lacking(table: Table, headings: list[str]) -> list[str]:
    there = {column.field for heading in headings if heading and (column := table.column_headed(heading))}
    return [column.heading for column in table.columns if column.required and column.field not in there]


def _required(table: Table) -> str:
    return ", ".join(f"„{column.heading}“" for column in table.columns if column.required)


def _is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
