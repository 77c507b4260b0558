"""`infamilie restore DIR`: puts a backup back and forgets again who and what was erased since, before anything is served."""

import asyncio
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click
from alembic.util import CommandError

from deploy.command_line.options import with_installation
from deploy.keeping.embedded_server import database_to_ourselves, provide_databases
from deploy.keeping.manifest import BackupBroken
from deploy.keeping.programs import ProgramFailed
from deploy.keeping.restoring import NotEmpty, OtherKeys, Provide, Restored, restore
from deploy.keeping.stores import Deployment, embedded, named_by_environment
from deploy.local.data_directory import held_alone, open_data_directory, restoring
from deploy.local.installation import Installation
from deploy.local.refusals import StartRefused

# What is refused before anything has changed.
HARMLESS = (BackupBroken, NotEmpty, OtherKeys)


@click.command("restore")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--replace", is_flag=True, help="Was in den Datenbanken steht, geht verloren.")
@click.option("--from-environment", is_flag=True, help="In die leeren Datenbanken, die <DIENST>_OWNER_URL nennen.")
@with_installation
def command(installation: Installation, folder: Path, *, replace: bool, from_environment: bool) -> None:
    """Eine Sicherung einspielen; die Plattform darf dabei nicht laufen."""
    if replace and from_environment:
        raise click.UsageError("Mit --from-environment leeren Sie die Datenbanken selbst.")
    try:
        restored = _into_named(folder) if from_environment else _into_embedded(installation, folder, replace=replace)
    except BackupBroken as broken:
        raise click.ClickException(f"{folder} ist keine vollständige Sicherung: {broken}.") from broken
    except NotEmpty as taken:
        raise click.ClickException(
            f"In der Datenbank von {taken} steht schon etwas. Mit --replace geht es verloren."
        ) from taken
    except OtherKeys as other:
        raise click.ClickException(
            f"Diese Sicherung gehört zu anderen Schlüsseln ({other}). Legen Sie zuerst die Datei secrets.json dazu."
        ) from other
    except (ProgramFailed, CommandError) as failed:
        raise click.ClickException(f"Eine Datenbank ließ sich nicht einspielen:\n{failed}") from failed
    except StartRefused as refused:
        raise click.ClickException(f"{refused.reason}\n{refused.advice}") from refused
    _tell(restored)


def _into_named(folder: Path) -> Restored:
    return _restore(named_by_environment(), folder, provide=None)


def _into_embedded(installation: Installation, folder: Path, *, replace: bool) -> Restored:
    open_data_directory(installation.data_dir)
    marked = restoring(installation.data_dir, unless=HARMLESS)
    with held_alone(installation.data_dir), database_to_ourselves(installation), marked:
        return _restore(embedded(installation), folder, provide=partial(provide_databases, installation, anew=replace))


def _restore(deployment: Deployment, folder: Path, *, provide: Provide | None) -> Restored:
    return asyncio.run(restore(deployment, folder, provide=provide, now=datetime.now(UTC)))


def _tell(restored: Restored) -> None:
    found = restored.forgotten
    click.echo(f"Eingespielt ist der Stand vom {restored.made_at}.")
    click.echo(
        f"Wieder gelöscht: {found.persons} Personen, {found.subscribers} Abonnements; {found.events} Ereignisse wieder geleert."
    )
    if restored.has_old_streams:
        click.echo("Der Nachrichtenverteiler antwortet nicht. Leeren Sie ihn, bevor Sie die Dienste starten.")
