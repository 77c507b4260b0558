"""`infamilie redact`: empties events that carry what must not be there, everywhere; two persons answer for it."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import click
from redis.exceptions import RedisError
from sqlalchemy.exc import DBAPIError

from deploy.command_line.options import with_installation
from deploy.keeping.redacting import Selection, redact_events, selected
from deploy.keeping.stores import Deployment, Store, embedded, named_by_environment
from deploy.local.installation import INSTANCES, Installation
from shared.erasure.journal import ErasureJournal
from shared.erasure.redaction import Grounds, LoggedEvent, TooManyEvents

WHO = 32


@click.command("redact")
@click.argument("service", type=click.Choice(INSTANCES))
@click.option(
    "--position", "positions", type=click.IntRange(min=1), multiple=True, help="Stelle im Protokoll, mehrfach möglich."
)
@click.option(
    "--subject", "subjects", multiple=True, help="Frühere Fassungen eines Gegenstands, etwa partner/<Kennung>."
)
@click.option("--newest-too", is_flag=True, help="Auch die gültige Fassung; ihre Texte werden entfernt.")
@click.option("--reason", help="Warum, ohne den Inhalt zu wiederholen.")
@click.option("--asked-by", help="Wer es verlangt (Kennung oder Funktion, kein Name).")
@click.option("--confirmed-by", help="Wer es bestätigt; jemand anderes. Ohne dies wird nur gezeigt, was betroffen ist.")
@click.option("--from-environment", is_flag=True, help="Die Datenbank, die <DIENST>_OWNER_URL nennt.")
@with_installation
def command(
    installation: Installation,
    service: str,
    *,
    positions: tuple[int, ...],
    subjects: tuple[str, ...],
    newest_too: bool,
    reason: str | None,
    asked_by: str | None,
    confirmed_by: str | None,
    from_environment: bool,
) -> None:
    """Ereignisse überall leeren, die etwas tragen, was dort nicht stehen darf."""
    deployment = named_by_environment() if from_environment else embedded(installation)
    store = _store(deployment, service)
    selection = Selection(positions=positions, subjects=subjects, newest_too=newest_too)
    if not (positions or subjects):
        raise click.UsageError("Nennen Sie mit --position oder --subject, was gemeint ist.")
    try:
        if confirmed_by is None:
            _show(asyncio.run(selected(store, selection)))
            click.echo("Es wurde nichts geändert. Mit --reason, --asked-by und --confirmed-by werden sie geleert.")
            return
        grounds = _grounds(reason, asked_by, confirmed_by)
        journal = _journal(deployment)
        _show(asyncio.run(redact_events(store, selection, grounds, journal=journal, now=datetime.now(UTC))))
    except TooManyEvents as many:
        raise click.ClickException("Es sind mehr als 500 Ereignisse. Nennen Sie weniger auf einmal.") from many
    except (DBAPIError, OSError) as away:
        raise click.ClickException("Die Datenbank antwortet nicht. Läuft die Plattform („infamilie status“)?") from away
    except RedisError as away:
        raise click.ClickException(
            "Im Protokoll sind sie geleert, der Nachrichtenverteiler antwortet aber nicht. Rufen Sie den Befehl noch einmal auf."
        ) from away
    click.echo("Geleert. Alle Dienste vergessen, was sie daraus gemacht haben.")


def _store(deployment: Deployment, service: str) -> Store:
    store = deployment.store(service)
    if store is None:
        raise click.ClickException(f"Es ist keine Datenbank genannt: Setzen Sie {service.upper()}_OWNER_URL.")
    return store


def _grounds(reason: str | None, asked_by: str | None, confirmed_by: str) -> Grounds:
    if not reason or not asked_by or max(len(asked_by), len(confirmed_by)) > WHO:
        raise click.UsageError(f"Es braucht --reason und --asked-by; wer es ist, in höchstens {WHO} Zeichen.")
    if asked_by == confirmed_by:
        raise click.UsageError("Zwei verschiedene Personen müssen es wollen.")
    return Grounds(reason=reason, asked_by=asked_by, confirmed_by=confirmed_by)


def _journal(deployment: Deployment) -> ErasureJournal:
    path = deployment.journals.redactions
    if path is None:
        raise click.ClickException(
            "Setzen Sie INFAMILIE_REDACTION_JOURNAL auf eine Datei außerhalb der Datenbanken: Ohne sie brächte eine Sicherung alles zurück."
        )
    return ErasureJournal(path)


def _show(events: Sequence[LoggedEvent]) -> None:
    for event in events:
        state = "  (schon geleert)" if event.is_redacted else ""
        click.echo(f"  {event.position}  {event.type}  {event.subject}  Fassung {event.subject_version}{state}")
    if not events:
        raise click.ClickException("Dazu gibt es kein Ereignis.")
