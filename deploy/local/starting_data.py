"""What a fresh installation gets through the public APIs: its event sources and Dortmund's reference data."""

import hashlib
import sys
from functools import partial

import httpx

from deploy.local.installation import SECOND_OFFERS, Installation
from deploy.local.operator import account_of, clients
from deploy.local.secret_store import write_private
from deploy.reference.loading import load_reference
from deploy.reference.reading import DORTMUND, read_reference

SINCE = "2020-01-01T00:00:00Z"
MARKER = "reference-data.sha256"


async def load_starting_data(installation: Installation, *, second_offers: bool) -> None:
    """Announce the sources and load the reference data; data that was loaded before is left as people changed it."""
    async with clients(installation, "registry", "offers") as services:
        await announce_sources(installation, services["registry"], second_offers=second_offers)
        marker, digest = installation.data_dir / MARKER, _digest()
        if marker.exists() and marker.read_text(encoding="utf-8") == digest:
            return
        report = await load_reference(
            read_reference(), client_for=services.__getitem__, account_of=partial(account_of, installation)
        )
        sys.stdout.write("\n".join(report.lines()) + "\n")
        if not report.refused:
            write_private(marker, digest)


async def announce_sources(installation: Installation, registry: httpx.AsyncClient, *, second_offers: bool) -> None:
    """Tell the registry which sources there are; what it knows already stays."""
    await _announce(registry, "offers/city", installation.url_of("offers"))
    await _announce(registry, "notifications/city", installation.url_of("notifications"))
    if second_offers:
        await _announce(registry, "offers/hoerde", installation.url_of(SECOND_OFFERS), networks=("hoerde",))


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


def _digest() -> str:
    content = hashlib.sha256()
    for path in sorted(DORTMUND.glob("*.yaml")):
        content.update(path.read_bytes())
    return content.hexdigest()
