"""`infamilie token ROLE`: an access token for trying the APIs."""

import asyncio

import click

from deploy.command_line.options import with_installation
from deploy.command_line.roles import ensure_granted
from deploy.local.installation import Installation
from deploy.local.operator import token_of
from deploy.local.refusals import StartRefused


@click.command("token")
@click.argument("role")
@with_installation
def command(installation: Installation, role: str) -> None:
    """Ein Zugangstoken ausgeben: office | coordinator:<Netzwerk> | partner:<Organisation>."""
    try:
        subject = asyncio.run(ensure_granted(installation, role))
        click.echo(token_of(installation, subject))
    except StartRefused as refused:
        raise click.ClickException(f"{refused.reason}\n{refused.advice}") from refused
