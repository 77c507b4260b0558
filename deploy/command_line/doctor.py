"""`infamilie doctor`: looks at everything that can be amiss and says what to do."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import click
import httpx

from deploy.command_line.options import with_installation
from deploy.local.checks import check_database_files, check_ports, check_space
from deploy.local.data_directory import is_held
from deploy.local.installation import SERVICES, Installation
from deploy.local.operator import clients
from deploy.local.refusals import StartRefused

LISTENERS = ("offers", "notifications", "portal", "dashboard")
MOST_BEHIND = 1000


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    advice: str = ""

    @property
    def is_fine(self) -> bool:
        """Return whether nothing needs to be done."""
        return not self.advice


@click.command("doctor")
@with_installation
def command(installation: Installation) -> None:
    """Nachsehen, ob alles in Ordnung ist, und sagen, was zu tun wäre."""
    findings = asyncio.run(_findings(installation))
    for finding in findings:
        click.echo(f"  {'✓' if finding.is_fine else '✗'} {finding.what}")
        if not finding.is_fine:
            click.echo(f"    {finding.advice}")
    if not all(finding.is_fine for finding in findings):
        raise SystemExit(1)


async def _findings(installation: Installation) -> list[Finding]:
    found = [_checked("Platz auf dem Datenträger", lambda: check_space(installation.data_dir))]
    if not is_held(installation.data_dir):
        ports = installation.ports
        found.append(_checked("Ports frei", lambda: check_ports(ports.described(), base=ports.base)))
        found.append(
            _checked("Dateien der Datenbank", lambda: check_database_files(installation.postgres.files.cluster))
        )
        return [*found, Finding("Die Plattform läuft nicht.", "Starten Sie sie mit „make run“.")]
    return [*found, *[finding async for finding in _of_services(installation)]]


def _checked(what: str, check: object) -> Finding:
    try:
        check()  # type: ignore[operator]  # each of the checks above takes nothing
    except (StartRefused, FileNotFoundError) as refused:
        return Finding(what, str(refused))
    return Finding(what)


async def _of_services(installation: Installation) -> AsyncIterator[Finding]:
    async with clients(installation, *SERVICES) as services:
        for name, http in services.items():
            yield await _readiness(name, http)
        for name in LISTENERS:
            async for finding in _following(name, services[name]):
                yield finding


async def _readiness(name: str, http: httpx.AsyncClient) -> Finding:
    try:
        answer = await http.get("/readyz")
    except httpx.HTTPError:
        return Finding(f"{name} antwortet nicht.", f"Sehen Sie in logs/{name}.log nach; der Aufseher startet ihn neu.")
    failed = ", ".join(answer.json()["failed"])
    return (
        Finding(f"{name} ist bereit.")
        if answer.is_success
        else Finding(f"{name} wartet auf: {failed}.", "Meist hilft Warten.")
    )


async def _following(name: str, http: httpx.AsyncClient) -> AsyncIterator[Finding]:
    try:
        sources = (await http.get("/checkpoints")).json()["sources"]
        letters = (await http.get("/dead-letters")).json().get("items", [])
    except httpx.HTTPError:
        return
    for source in sources:
        behind = source["head"] - source["position"]
        what = f"{name} folgt {source['source']} bis {source['position']}."
        if source["state"] not in {"working", "starting"}:
            yield Finding(
                what,
                f"Zustand: {source['state']}. Sehen Sie „infamilie dead-letters list {name}“ und das Protokoll an.",
            )
        elif behind > MOST_BEHIND:
            yield Finding(what, f"{behind} Ereignisse fehlen noch; sie werden nachgeholt.")
        else:
            yield Finding(what)
    if letters:
        yield Finding(
            f"{name}: {len(letters)} Ereignisse liegen beiseite.", f"Sehen Sie „infamilie dead-letters list {name}“ an."
        )
