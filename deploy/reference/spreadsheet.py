"""Loads partners and offers from a workbook (.xlsx) or a CSV file: bad rows are told one by one, good rows are put like reference data."""

from pathlib import Path

from deploy.reference.loading import ClientFor, load_stages
from deploy.reference.outcomes import LoadReport, Outcome
from deploy.reference.reading import read_reference
from deploy.reference.records.reference import Reference
from deploy.reference.spreadsheets.csv_file import table_of_csv
from deploy.reference.spreadsheets.existence import without_unknown_things
from deploy.reference.spreadsheets.faults import RowFault
from deploy.reference.spreadsheets.raw_table import RawTable
from deploy.reference.spreadsheets.report import SpreadsheetReport
from deploy.reference.spreadsheets.rows import read_rows
from deploy.reference.spreadsheets.vocabulary import vocabulary_of
from deploy.reference.spreadsheets.workbook import known_sheets, tables_of_workbook
from shared.spreadsheets.faults import SpreadsheetUnreadable


async def load_spreadsheet(
    path: Path, *, dry_run: bool, client_for: ClientFor, reference: Reference | None = None
) -> SpreadsheetReport:
    """Load one file as `load_tables` does; raises SpreadsheetUnreadable, ServiceUnreachable."""
    return await load_tables(read_tables(path), dry_run=dry_run, client_for=client_for, reference=reference)


async def load_tables(
    tables: tuple[RawTable, ...], *, dry_run: bool, client_for: ClientFor, reference: Reference | None = None
) -> SpreadsheetReport:
    """Check every row, then put the good ones (a dry run only reads) and return what happened; raises ServiceUnreachable.

    `client_for("registry" | "offers")` gives a client with an office token.
    """
    rows = read_rows(tables, vocabulary_of(reference or read_reference()))
    usable = await without_unknown_things(rows, client_for=client_for)
    outcomes = await load_stages(usable.stages(), client_for=client_for, dry_run=dry_run)
    faults = sorted({*usable.faults, *_refusals(outcomes)})
    hints = tuple(hint for table in tables for hint in table.hints)
    return SpreadsheetReport(
        dry_run, sum(len(table.rows) for table in tables), tuple(faults), hints, LoadReport(outcomes)
    )


def read_tables(path: Path) -> tuple[RawTable, ...]:
    """Return the tables that the file holds; raises SpreadsheetUnreadable."""
    if not path.is_file():
        raise SpreadsheetUnreadable(f"Die Datei „{path.name}“ gibt es nicht.")
    if path.suffix.lower() == ".csv":
        return (table_of_csv(path),)
    if path.suffix.lower() != ".xlsx":
        raise SpreadsheetUnreadable(f"„{path.name}“: Gelesen werden nur Dateien mit der Endung .xlsx oder .csv.")
    tables = tables_of_workbook(path)
    if not tables:
        raise SpreadsheetUnreadable(
            f"Die Arbeitsmappe hat kein Blatt {known_sheets()} und keines mit deren Überschriften."
        )
    return tables


def _refusals(outcomes: tuple[Outcome, ...]) -> set[RowFault]:
    return {
        RowFault(
            outcome.entry.origin.table,
            outcome.entry.origin.row,
            "",
            f"Der Dienst nimmt die Zeile nicht an: {outcome.reason}",
        )
        for outcome in LoadReport(outcomes).refused
        if outcome.entry.origin
    }
