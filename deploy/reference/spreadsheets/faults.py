"""What can be wrong with a spreadsheet, in words for the person who made it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class RowFault:
    """A row that was not taken: its table, its number as the spreadsheet program shows it, the column, and why."""

    table: str
    row: int
    column: str
    reason: str

    def line(self) -> str:
        """Return the fault as one German line."""
        column = f", Spalte „{self.column}“" if self.column else ""
        return f"{self.table}, Zeile {self.row}{column}: {self.reason}"
