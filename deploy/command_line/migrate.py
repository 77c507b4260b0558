"""`infamilie migrate`: bring databases to the newest version, the embedded ones or those that settings name."""

import asyncio
import os

import click

from deploy.command_line.options import with_installation
from deploy.local.databases import prepare_databases
from deploy.local.installation import SERVICES, Installation
from deploy.migration import MigratedDatabase, migrate_all


@click.command("migrate")
@click.option(
    "--from-environment", is_flag=True, help="Die Datenbanken, die <DIENST>_OWNER_URL und <DIENST>_SERVICE_ROLE nennen."
)
@with_installation
def command(installation: Installation, *, from_environment: bool) -> None:
    """Datenbanken auf den neuesten Stand bringen."""
    if not from_environment:
        prepare_databases(installation)
        click.echo("Alle Datenbanken sind auf dem neuesten Stand.")
        return
    wanted = {
        service: MigratedDatabase(service, url, os.environ.get(f"{service.upper()}_SERVICE_ROLE", service))
        for service in SERVICES
        if (url := os.environ.get(f"{service.upper()}_OWNER_URL"))
    }
    if not wanted:
        raise click.ClickException("Es ist keine Datenbank genannt: Setzen Sie zum Beispiel REGISTRY_OWNER_URL.")
    asyncio.run(migrate_all(wanted))
    click.echo(f"Auf dem neuesten Stand: {', '.join(wanted)}.")
