"""`infamilie dead-letters list|replay|drop`: events that a service could not apply."""

import asyncio
from typing import Any

import click
import httpx

from deploy.command_line.options import with_installation
from deploy.local.installation import INSTANCES, Installation
from deploy.local.operator import clients

SERVICE = click.argument("service", type=click.Choice(INSTANCES))
LETTER = click.argument("letter", type=click.UUID)


@click.group("dead-letters")
def command() -> None:
    """Ereignisse zeigen, nachholen oder verwerfen, die ein Dienst beiseitegelegt hat."""


@command.command("list")
@SERVICE
@with_installation
def list_letters(installation: Installation, service: str) -> None:
    """Beiseitegelegte Ereignisse zeigen."""
    letters = _ask(installation, service, "GET", "/dead-letters")["items"]
    for letter in letters:
        click.echo(
            f"{letter['id']}  {letter['source']} {letter['position']}  {letter['type']}  {letter['reason']}: {letter['error']}"
        )
    if not letters:
        click.echo("Es liegt nichts bereit.")


@command.command("replay")
@SERVICE
@LETTER
@with_installation
def replay(installation: Installation, service: str, letter: object) -> None:
    """Ein Ereignis nachholen."""
    state = _ask(installation, service, "POST", f"/dead-letters/{letter}/replay")["state"]
    click.echo("Nachgeholt." if state == "replayed" else "Überholt: Ein neuerer Stand ist schon da.")


@command.command("drop")
@SERVICE
@LETTER
@with_installation
def drop(installation: Installation, service: str, letter: object) -> None:
    """Ein Ereignis verwerfen."""
    _ask(installation, service, "POST", f"/dead-letters/{letter}/drop")
    click.echo("Verworfen.")


def _ask(installation: Installation, service: str, method: str, path: str) -> dict[str, Any]:
    async def ask() -> httpx.Response:
        async with clients(installation, service) as services:
            return await services[service].request(method, path)

    try:
        answer = asyncio.run(ask())
    except httpx.HTTPError as away:
        raise click.ClickException("Der Dienst antwortet nicht. Läuft die Plattform („infamilie status“)?") from away
    body: dict[str, Any] = answer.json()
    if answer.is_error:
        raise click.ClickException(body.get("detail") or body.get("title") or str(answer.status_code))
    return body
