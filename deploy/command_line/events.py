"""`infamilie events`: the newest events of a service, or those that follow."""

import asyncio
import json
from typing import Any

import click
import httpx

from deploy.command_line.options import with_installation
from deploy.local.installation import Installation
from deploy.local.operator import clients

PRODUCERS = ("registry", "offers", "notifications")
FEED_CLIENT = "dashboard"
LOOK_SECONDS = 0.5


@click.command("events")
@click.argument("service", type=click.Choice(PRODUCERS))
@click.option("--after", type=int, default=None, help="Ab der Position danach; sonst die letzten zwanzig.")
@click.option("--follow", is_flag=True, help="Weiter zeigen, was kommt (Ende mit Strg-C).")
@with_installation
def command(installation: Installation, service: str, *, after: int | None, follow: bool) -> None:
    """Ereignisse eines Dienstes zeigen, eines je Zeile."""
    try:
        asyncio.run(_show(installation, service, after, follow=follow))
    except httpx.HTTPError as away:
        raise click.ClickException("Der Dienst antwortet nicht. Läuft die Plattform („infamilie status“)?") from away


async def _show(installation: Installation, service: str, after: int | None, *, follow: bool) -> None:
    async with clients(installation, service, subject=FEED_CLIENT) as services:
        feed = services[service]
        if after is None:
            after = max(0, (await _page(feed, 0, limit=1))["head"] - 20)
        while True:
            page = await _page(feed, after, limit=500)
            for event in page["events"]:
                click.echo(json.dumps(event, ensure_ascii=False))
            at_end, after = page["next"] == after, page["next"]
            if at_end and not follow:
                return
            if at_end:
                await asyncio.sleep(LOOK_SECONDS)


async def _page(feed: httpx.AsyncClient, after: int, *, limit: int) -> dict[str, Any]:
    answer = await feed.get("/events", params={"after": after, "limit": limit})
    answer.raise_for_status()
    page: dict[str, Any] = answer.json()
    return page
