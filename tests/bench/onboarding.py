"""How soon a new quarter works: by one call, and with two hundred partners and a thousand offers by one command."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from time import monotonic

import httpx

from deploy.local.installation import Installation
from deploy.local.operator import operator_of
from shared.hosting.running import new_uuid7
from tests.bench.figure import Figure, median_of
from tests.bench.mail import offer_in
from tests.services.portal.founding_files import quarter_file

SERVICES = ("registry", "offers", "notifications", "portal")
SOURCE = "/registry/city"
NEW = {"If-None-Match": "*"}
PARTNERS, OFFERS = 200, 1000
MOST_SECONDS_BY_A_CALL, MOST_SECONDS_BY_A_COMMAND = 1, 60
QUARTER = (
    "messviertel",
    "Netzwerk INFamilie Messviertel",
    "Messviertel",
    "Messviertel",
    "Nord",
    "Deutsch",
    "01.02.2026",
)

Services = Mapping[str, httpx.AsyncClient]


async def onboarding_figures(installation: Installation, *, runs: int) -> AsyncIterator[Figure]:
    """Yield the seconds until a new quarter works, and those of the command that brings a whole one."""
    async with operator_of(installation).clients(*SERVICES) as services:
        seconds = [await _seconds_until_it_works(services, f"messviertel-{run}") for run in range(runs)]
    yield Figure(
        name="Neues Quartier: Seite, Katalog, Nachrichten",
        unit="s",
        value=median_of(seconds),
        target=MOST_SECONDS_BY_A_CALL,
    )
    yield Figure(
        name=f"Neues Quartier mit {PARTNERS} Partnern, {OFFERS} Angeboten".replace(str(OFFERS), "1.000"),
        unit="s",
        value=await _seconds_of_the_command(installation),
        target=MOST_SECONDS_BY_A_COMMAND,
    )


async def _seconds_until_it_works(services: Services, network: str) -> float:
    """From the call to the registry until the page stands, an offer is published there and a subscription is taken."""
    body = {"label": f"Netzwerk {network}", "short_label": network, "status": "planned", "areas": []}
    began = monotonic()
    answer = await services["registry"].put(f"/networks/{network}", json=body, headers=NEW)
    position = int(answer.raise_for_status().headers["Event-Position"])
    await asyncio.gather(
        _has_page(services["portal"], network, position),
        _takes_offers(services["offers"], network),
        _takes_subscriptions(services["notifications"], network),
    )
    return monotonic() - began


async def _has_page(portal: httpx.AsyncClient, network: str, position: int) -> None:
    asked: dict[str, str | int] = {"source": SOURCE, "position": position, "wait_seconds": 10}
    (await portal.get("/checkpoints", params=asked)).raise_for_status()
    (await portal.get(f"/quartier/{network}")).raise_for_status()


async def _takes_offers(offers: httpx.AsyncClient, network: str) -> None:
    """A service that doesn't know the network yet waits for it by itself."""
    offer = f"/offers/{new_uuid7()}"
    drafted = await offers.put(offer, json=offer_in(network), headers=NEW)
    etag = drafted.raise_for_status().headers["ETag"]
    (await offers.post(f"{offer}/publish", headers={"If-Match": etag})).raise_for_status()


async def _takes_subscriptions(notifications: httpx.AsyncClient, network: str) -> None:
    wish = {"address": f"familie-{new_uuid7().hex}@beispiel.example", "networks": [network]}
    (await notifications.post("/subscriptions", json=wish)).raise_for_status()


async def _seconds_of_the_command(installation: Installation) -> float:
    """What the operator types, in a process of its own."""
    path = installation.data_dir.with_name("quartier.xlsx")
    quarter_file(path, partners=PARTNERS, offers=OFFERS, quarter=QUARTER)
    command = str(Path(sys.executable).with_name("infamilie"))
    place = ("--data-dir", str(installation.data_dir), "--port-base", str(installation.ports.base))
    began = monotonic()
    process = await asyncio.create_subprocess_exec(
        command, "load", str(path), *place, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    printed, _ = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError(printed.decode())
    return monotonic() - began
