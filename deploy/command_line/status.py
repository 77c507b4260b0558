"""`infamilie status`: what runs, and where."""

import json

import click

from deploy.command_line.options import with_installation
from deploy.local.data_directory import is_held
from deploy.local.installation import Installation
from deploy.local.program import answers

PORTS_OF_SERVERS = ("database", "broker")


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Nur die Adressen, als JSON.")
@with_installation
def command(installation: Installation, *, as_json: bool) -> None:
    """Zeigen, was läuft und unter welcher Adresse."""
    if not is_held(installation.data_dir):
        raise click.ClickException(
            "Mit diesem Datenverzeichnis läuft nichts. Starten Sie mit „make run“ oder „infamilie up“."
        )
    addresses = installation.addresses()
    if as_json:
        click.echo(json.dumps(addresses, indent=2))
        return
    for name, address in addresses.items():
        if name in PORTS_OF_SERVERS:
            click.echo(f"  {name:<14} Port {address.rpartition(':')[2]}")
        else:
            click.echo(f"  {name:<14} {address}  {'antwortet' if answers(address)() else 'ANTWORTET NICHT'}")
