"""What came out of reading and loading a spreadsheet, in plain German."""

from dataclasses import dataclass

from deploy.reference.outcomes import LoadReport
from deploy.reference.spreadsheets.faults import RowFault


@dataclass(frozen=True)
class SpreadsheetReport:
    """The rows read, the rows refused with their reasons, and what the good ones changed or, in a dry run, would change."""

    dry_run: bool
    rows: int
    faults: tuple[RowFault, ...]
    hints: tuple[str, ...]
    load: LoadReport

    @property
    def bad_rows(self) -> int:
        """How many rows have at least one fault."""
        return len({(fault.table, fault.row) for fault in self.faults})

    @property
    def good_rows(self) -> int:
        """How many rows were taken, or would be."""
        return self.rows - self.bad_rows

    def lines(self) -> tuple[str, ...]:
        """Return the report as German lines: sums, hints, then one line a fault."""
        head = f"{self.rows} Zeilen gelesen: {self.good_rows} in Ordnung, {self.bad_rows} mit Fehlern."
        mode = ("Probelauf: Es wurde nichts geändert. Beim Laden würde daraus:",) if self.dry_run else ()
        load = LoadReport(tuple(outcome for outcome in self.load.outcomes if outcome not in self.load.refused))
        return (head, *self.hints, *mode, *load.lines(), *(fault.line() for fault in self.faults))
