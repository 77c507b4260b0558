"""Fetches what another directory offers under an address, page after page as its envelope counts them."""

import asyncio
from dataclasses import dataclass
from typing import Final

import httpx

from services.offers.domain.hsds.incoming.document import MOST_SERVICES, Json, SourceNotUnderstood, read_document
from shared.fetching.fetch import Fetching, fetch
from shared.fetching.refusals import FetchFault, NotFetched

MOST_PAGES: Final = 40
MOST_BYTES: Final = 16 << 20
MOST_SECONDS: Final = 60.0
"""Of all pages together; each of them has limits of its own."""
ACCEPTED: Final = "application/json, application/x-ndjson"


@dataclass(frozen=True)
class FetchedSource:
    """What a source is called here, and its services."""

    name: str
    services: list[Json]


async def fetch_source(address: str, *, by: Fetching) -> FetchedSource:
    """Return all services of a source; raises NotFetched, SourceNotUnderstood."""
    try:
        async with asyncio.timeout(MOST_SECONDS):
            return FetchedSource(source_name(address), await _all_pages(address, by=by))
    except TimeoutError as late:
        raise NotFetched(FetchFault.TOO_SLOW) from late


async def _all_pages(address: str, *, by: Fetching) -> list[Json]:
    first = await fetch(address, by=by, accept=ACCEPTED)
    document = await asyncio.to_thread(read_document, first.body)
    if document.pages > MOST_PAGES:
        raise SourceNotUnderstood("too-many")
    services, size = list(document.services), len(first.body)
    for page in range(2, document.pages + 1):
        following = await fetch(str(httpx.URL(address).copy_set_param("page", page)), by=by, accept=ACCEPTED)
        services += (await asyncio.to_thread(read_document, following.body)).services
        size += len(following.body)
        if len(services) > MOST_SERVICES or size > MOST_BYTES:
            raise SourceNotUnderstood("too-many" if size <= MOST_BYTES else "too-large")
    return services


def source_name(address: str) -> str:
    """Return what a source is known by: where it lies, without what was asked there, for that may hold a key."""
    url = httpx.URL(address)
    return f"{url.scheme}://{url.netloc.decode('ascii')}{url.path.rstrip('/')}"
