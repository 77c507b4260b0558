"""`infamilie load FILE...`: partners and offers from spreadsheets, or with a table „Quartier“ a whole new quarter; dry run first."""

import asyncio
from pathlib import Path
from typing import Protocol

import click

from deploy.command_line.options import with_installation
from deploy.local.installation import Installation
from deploy.local.operator import clients
from deploy.local.refusals import StartRefused
from deploy.reference.patience import ServiceUnreachable
from deploy.reference.quarters.founding import found_quarter
from deploy.reference.quarters.quarter_row import brings_quarter
from deploy.reference.quarters.services import ServiceRefuses
from deploy.reference.spreadsheet import load_tables, read_tables
from deploy.reference.spreadsheets.faults import RowFault
from deploy.reference.spreadsheets.template import write_template
from shared.spreadsheets.faults import SpreadsheetUnreadable


class Report(Protocol):
    """What a load tells."""

    @property
    def faults(self) -> tuple[RowFault, ...]:
        """The rows that were not taken."""

    def lines(self) -> tuple[str, ...]:
        """Return the report as German lines."""


@click.command("load")
@click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Nur prüfen, nichts ändern.")
@click.option("--template", type=click.Path(path_type=Path, dir_okay=False), help="Eine leere Mappe (.xlsx) schreiben.")
@with_installation
def command(installation: Installation, files: tuple[Path, ...], *, dry_run: bool, template: Path | None) -> None:
    """Partner und Angebote aus FILE (.xlsx oder .csv) laden; schlechte Zeilen werden einzeln genannt.

    Mit einer Tabelle „Quartier“ kommt ein neues Quartier mit allem, was in den Dateien steht, oder bei einem Fehler nichts.
    """
    if template is not None:
        _write(template)
        return
    if not files:
        raise click.UsageError("Bitte nennen Sie mindestens eine Datei.")
    try:
        checked = asyncio.run(_load(installation, files, dry_run=dry_run))
    except (SpreadsheetUnreadable, ServiceUnreachable, ServiceRefuses) as refused:
        raise click.ClickException(str(refused)) from refused
    except StartRefused as refused:
        raise click.ClickException(f"{refused.reason}\n{refused.advice}") from refused
    if checked.faults:
        raise SystemExit(1)


def _write(template: Path) -> None:
    if template.exists() or template.suffix.lower() != ".xlsx":
        raise click.ClickException(f"„{template.name}“ gibt es schon, oder der Name endet nicht auf .xlsx.")
    write_template(template)
    click.echo(f"{template} ist geschrieben. Laden Sie die ausgefüllte Mappe mit „infamilie load {template.name}“.")


async def _load(installation: Installation, files: tuple[Path, ...], *, dry_run: bool) -> Report:
    tables = tuple(table for file in files for table in read_tables(file))
    async with clients(installation, "registry", "offers") as services:
        if brings_quarter(tables):
            return _told(await found_quarter(tables, dry_run=dry_run, client_for=services.__getitem__))
        checked = _told(await load_tables(tables, dry_run=True, client_for=services.__getitem__))
        if not dry_run:
            _told(await load_tables(tables, dry_run=False, client_for=services.__getitem__))
        return checked


def _told(report: Report) -> Report:
    click.echo("\n".join(report.lines()))
    return report
