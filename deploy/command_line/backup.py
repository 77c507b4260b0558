"""`infamilie backup DIR`: all databases and the journals, as one past state, while everything goes on running."""

from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import click

from deploy.command_line.options import with_installation
from deploy.keeping.embedded_server import database_running
from deploy.keeping.programs import ProgramFailed
from deploy.keeping.saving import FolderTaken, save
from deploy.keeping.stores import embedded, named_by_environment
from deploy.local.installation import Installation
from deploy.local.refusals import StartRefused


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--from-environment", is_flag=True, help="Die Datenbanken, die <DIENST>_OWNER_URL nennen.")
@with_installation
def command(installation: Installation, folder: Path, *, from_environment: bool) -> None:
    """Alle Datenbanken und Löschverzeichnisse in einen neuen Ordner sichern."""
    deployment = named_by_environment() if from_environment else embedded(installation)
    if not deployment.stores:
        raise click.ClickException("Es ist keine Datenbank genannt: Setzen Sie zum Beispiel REGISTRY_OWNER_URL.")
    if not from_environment and not installation.postgres.files.cluster.exists():
        raise click.ClickException("Hier ist noch nie etwas gelaufen; es gibt nichts zu sichern.")
    try:
        with nullcontext() if from_environment else database_running(installation):
            save(deployment, folder, now=datetime.now(UTC))
    except FolderTaken as taken:
        raise click.ClickException(f"{folder} gibt es schon. Nennen Sie einen neuen Ordner.") from taken
    except ProgramFailed as failed:
        raise click.ClickException(f"Eine Datenbank ließ sich nicht sichern:\n{failed}") from failed
    except StartRefused as refused:
        raise click.ClickException(f"{refused.reason}\n{refused.advice}") from refused
    click.echo(f"Gesichert in {folder}: {', '.join(store.instance for store in deployment.stores)}.")
    click.echo(
        "Die Schlüssel gehören nicht dazu. Bewahren Sie sie getrennt auf: Ohne sie ist die Sicherung nicht lesbar."
    )
