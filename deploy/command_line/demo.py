"""`infamilie demo`: the main job as a story in the terminal, step by step, with the times measured."""

import asyncio

import click
import httpx

from deploy.command_line.options import with_installation
from deploy.local.demonstration import tell
from deploy.local.installation import Installation
from deploy.local.operator import operator_of
from deploy.local.refusals import StartRefused


@click.command("demo")
@with_installation
def command(installation: Installation) -> None:
    """Die Hauptsache vorführen: Ein Angebot erscheint und erreicht die richtige Familie."""
    try:
        asyncio.run(tell(operator_of(installation), say=click.echo))
    except httpx.HTTPStatusError as refused:
        raise click.ClickException(f"Ein Dienst hat abgelehnt: {refused.response.text}") from refused
    except httpx.HTTPError as away:
        raise click.ClickException("Ein Dienst antwortet nicht. Läuft die Plattform („infamilie status“)?") from away
    except StartRefused as refused:
        raise click.ClickException(f"{refused.reason}\n{refused.advice}") from refused
