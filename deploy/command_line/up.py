"""`infamilie up`: everything on embedded parts, until Ctrl-C."""

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import click

from deploy.command_line.options import with_installation
from deploy.local.checks import check_ports, check_space
from deploy.local.data_directory import held_alone, open_data_directory, refuse_half_restored
from deploy.local.installation import Installation
from deploy.local.loaded import is_loaded
from deploy.local.refusals import StartRefused
from deploy.local.stack import Forks, programs_of, services_of
from deploy.local.supervised import StartFailed
from deploy.local.supervisor import Supervisor

NAMES = {
    "portal": "Portal der Quartiere",
    "dashboard": "Übersicht der Präventionsfachstelle",
    "mailbox": "Postfach (alle Mails landen hier)",
    "issuer": "Anmeldedienst zur Vorführung",
    "registry": "Register (API)",
    "offers": "Angebote (API)",
    "notifications": "Benachrichtigungen (API)",
}


@click.command("up")
@click.option("--second-offers/--one-offers", default=False, help="Hördes eigenen Angebotskatalog mitstarten.")
@with_installation
def command(installation: Installation, *, second_offers: bool) -> None:
    """Alles starten: Datenbank, Dienste, Portal, Postfach. Ende mit Strg-C."""
    began = time.monotonic()
    try:
        open_data_directory(installation.data_dir)
        with held_alone(installation.data_dir):
            _run(installation, began=began, second_offers=second_offers)
    except StartRefused as refused:
        raise click.ClickException(f"{refused.reason}\n{refused.advice}") from refused
    except StartFailed as failed:
        raise click.ClickException(
            f"„{failed.name}“ ist nicht gestartet. Das Ende seines Protokolls:\n{failed.last_lines}\nDas ganze steht in {failed.log}."
        ) from failed


def _run(installation: Installation, *, began: float, second_offers: bool) -> None:
    refuse_half_restored(installation.data_dir)
    check_ports(installation.ports.described(), base=installation.ports.base)
    check_space(installation.data_dir)
    forks = Forks(installation, services_of(second_offers=second_offers))
    _prepare(installation, forks)
    supervisor = Supervisor(
        programs_of(forks, is_loaded=is_loaded(installation)),
        data_dir=installation.data_dir,
        announce=lambda line: click.echo(f"  ✓ {line}"),
    )
    click.echo("INFamilie startet …")
    if installation.postgres.files.moved:
        click.echo(
            f"  Die Datenbank liegt in {installation.postgres.files.cluster}: Ihr Benutzer kommt nicht in das Datenverzeichnis."
        )
    supervisor.run(on_ready=partial(_tell, installation, began), before_forks=forks.make_ready)
    click.echo("Alles beendet.")


def _prepare(installation: Installation, forks: Forks) -> None:
    """A new cluster is made by PostgreSQL's own program; meanwhile this one imports what the forks will share."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        cluster = beside.submit(installation.postgres.prepare)
        installation.valkey.prepare()
        if not installation.postgres.is_made:
            forks.make_ready()
        cluster.result()


def _tell(installation: Installation, began: float) -> None:
    click.echo(f"\nBereit nach {time.monotonic() - began:.1f} s. Hier geht es weiter:\n")
    addresses = installation.addresses()
    for key, label in NAMES.items():
        click.echo(f"  {label:<38} {addresses[key]}")
    click.echo("\n  Anmelden im Portal: Petra Amt (Fachstelle), Canan Koordination (Hörde), Pia Partnerin (AWO),")
    click.echo("                      Nora Neuling (noch ohne Rechte).")
    click.echo("  Ende mit Strg-C. Die Daten bleiben in " + str(installation.data_dir) + "\n")
