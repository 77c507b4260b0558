"""Fetches what another directory offers under an address, page after page as its envelope counts them."""

from dataclasses import dataclass
from typing import Final

import httpx

from services.offers.domain.hsds.incoming.document import MOST_SERVICES, Json, SourceNotUnderstood, read_document
from shared.fetching.fetch import Fetching, fetch

MOST_PAGES: Final = 40
ACCEPTED: Final = "application/json, application/x-ndjson"


@dataclass(frozen=True)
class FetchedSource:
    """What a source is called here, and its services."""

    name: str
    services: list[Json]


async def fetch_source(address: str, *, by: Fetching) -> FetchedSource:
    """Return all services of a source; raises NotFetched, SourceNotUnderstood."""
    first = await fetch(address, by=by, accept=ACCEPTED)
    document = read_document(first.body)
    services = list(document.services)
    if document.pages > MOST_PAGES:
        raise SourceNotUnderstood("too-many")
    for page in range(2, document.pages + 1):
        following = await fetch(str(httpx.URL(address).copy_set_param("page", page)), by=by, accept=ACCEPTED)
        services += read_document(following.body).services
        if len(services) > MOST_SERVICES:
            raise SourceNotUnderstood("too-many")
    return FetchedSource(source_name(address), services)


def source_name(address: str) -> str:
    """Return what a source is known by: where it lies, without what was asked there, for that may hold a key."""
    url = httpx.URL(address)
    return f"{url.scheme}://{url.netloc.decode('ascii')}{url.path.rstrip('/')}"
