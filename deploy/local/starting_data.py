"""What a fresh installation gets through the public APIs: its event sources and Dortmund's reference data."""

import sys
from pathlib import Path

import httpx

from deploy.local.installation import SECOND_OFFERS, Installation
from deploy.local.loaded import MARKER, note_loaded, says_loaded
from deploy.local.operator import Operator, operator_of
from deploy.reference.loading import load_reference
from deploy.reference.reading import read_reference

SINCE = "2020-01-01T00:00:00Z"


async def load_starting_data(installation: Installation, *, second_offers: bool) -> None:
    """Announce the sources and load the reference data; data that was loaded before is left as people changed it."""
    operator = operator_of(installation)
    await announce_sources(operator, second_offers=second_offers)
    await load_once(operator, marker=installation.data_dir / MARKER)


async def announce_sources(operator: Operator, *, second_offers: bool) -> None:
    """Tell the registry which sources there are; what it knows already stays."""
    async with operator.clients("registry") as services:
        registry = services["registry"]
        await _announce(registry, "offers/city", operator.url_of("offers"))
        await _announce(registry, "notifications/city", operator.url_of("notifications"))
        if second_offers:
            await _announce(registry, "offers/hoerde", operator.url_of(SECOND_OFFERS), networks=("hoerde",))


async def load_once(operator: Operator, *, marker: Path) -> None:
    """Load the reference data unless the file says that this state of it was loaded before."""
    if says_loaded(marker):
        return
    async with operator.clients("registry", "offers") as services:
        report = await load_reference(read_reference(), client_for=services.__getitem__, account_of=operator.account)
    sys.stdout.write("\n".join(report.lines()) + "\n")
    if not report.refused:
        note_loaded(marker)


async def _announce(registry: httpx.AsyncClient, source: str, url: str, *, networks: tuple[str, ...] = ()) -> None:
    wanted = {
        "feed_url": f"{url}/events",
        "networks": list(networks),
        "speaks_for_the_rest": not networks,
        "since": SINCE,
        "retired": False,
    }
    found = await registry.get(f"/sources/{source}")
    if found.status_code == httpx.codes.OK:
        if found.json()["feed_url"] == wanted["feed_url"]:
            return
        condition = {"If-Match": found.headers["ETag"]}
    else:
        condition = {"If-None-Match": "*"}
    answer = await registry.put(f"/sources/{source}", json=wanted, headers=condition)
    answer.raise_for_status()
