"""`infamilie load FILE`: partners and offers from a spreadsheet, dry run first."""

import asyncio
from pathlib import Path

import click

from deploy.command_line.options import with_installation
from deploy.local.installation import Installation
from deploy.local.operator import clients
from deploy.local.refusals import StartRefused
from deploy.reference.patience import ServiceUnreachable
from deploy.reference.spreadsheet import load_spreadsheet
from deploy.reference.spreadsheets.report import SpreadsheetReport
from shared.spreadsheets.faults import SpreadsheetUnreadable


@click.command("load")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Nur prüfen, nichts ändern.")
@with_installation
def command(installation: Installation, file: Path, *, dry_run: bool) -> None:
    """Partner und Angebote aus FILE (.xlsx oder .csv) laden; schlechte Zeilen werden einzeln genannt."""
    try:
        checked = asyncio.run(_load(installation, file, dry_run=True))
        click.echo("\n".join(checked.lines()))
        if not dry_run:
            click.echo("\n".join(asyncio.run(_load(installation, file, dry_run=False)).lines()))
    except (SpreadsheetUnreadable, ServiceUnreachable) as refused:
        raise click.ClickException(str(refused)) from refused
    except StartRefused as refused:
        raise click.ClickException(f"{refused.reason}\n{refused.advice}") from refused
    if checked.faults:
        raise SystemExit(1)


async def _load(installation: Installation, file: Path, *, dry_run: bool) -> SpreadsheetReport:
    async with clients(installation, "registry", "offers") as services:
        return await load_spreadsheet(file, dry_run=dry_run, client_for=services.__getitem__)
