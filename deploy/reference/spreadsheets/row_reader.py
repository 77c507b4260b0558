"""Reads the fields of one row and collects every fault of it, so that a person mends a row once and not cell by cell."""

from collections.abc import Callable
from typing import TypeVar

from deploy.reference.spreadsheets.columns import Table
from deploy.reference.spreadsheets.faults import RowFault
from deploy.reference.spreadsheets.raw_table import RawRow
from shared.spreadsheets.faults import CellUnusable

T = TypeVar("T")


class RowReader:
    """The fields of a row; `faults` grows with each one that cannot be used."""

    def __init__(self, table: Table, row: RawRow) -> None:
        self.row = row
        self.faults: list[RowFault] = []
        self._table = table

    def required(self, field: str, parse: Callable[[object], T]) -> T | None:
        """Return the value of a field that must be filled, or None with a fault."""
        if field not in self.row.cells:
            self.fault(field, "Die Zelle ist leer, hier muss etwas stehen.")
            return None
        return self.optional(field, parse)

    def optional(self, field: str, parse: Callable[[object], T]) -> T | None:
        """Return the value of a field, or None when it is empty or, with a fault, unusable."""
        if field not in self.row.cells:
            return None
        try:
            return parse(self.row.cells[field])
        except CellUnusable as unusable:
            self.fault(field, str(unusable))
            return None

    def has(self, field: str) -> bool:
        """Tell whether the field is filled."""
        return field in self.row.cells

    def fault(self, field: str, reason: str) -> None:
        """Note that a field of this row cannot be used."""
        self.faults.append(RowFault(self._table.name, self.row.number, self._table.column(field).heading, reason))
