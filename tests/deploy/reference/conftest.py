"""A real server that keeps the rules of conditional PUT, and clients for it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from deploy.reference.loading import ClientFor
from deploy.reference.reading import read_reference
from deploy.reference.records.reference import Reference
from shared.testing.serving import serving
from tests.deploy.reference.strict_api import Shelf, strict_api


@pytest.fixture(scope="session")
def dortmund() -> Reference:
    return read_reference()


@pytest.fixture(scope="session")
def two_quarters(dortmund: Reference) -> Reference:
    """Dortmund reduced to Hörde and the Brunnenstraßenviertel: all that their offers and sites need, and no more."""
    names = {"hoerde", "brunnenstrasse"}
    offers = tuple(file for file in dortmund.offers if file.network in names)
    sites = tuple(site for site in dortmund.anchor_sites if site.network in names)
    needed = {offer.partner for file in offers for offer in file.offers} | {site.operator for site in sites}
    needed |= {partner.parent for partner in dortmund.partners if partner.key in needed and partner.parent}
    return replace(
        dortmund,
        rollouts=(),
        networks=tuple(network for network in dortmund.networks if network.id in names),
        partners=tuple(
            partner.model_copy(update={"networks": "all"}) for partner in dortmund.partners if partner.key in needed
        ),
        anchor_sites=sites,
        offers=offers,
        people=tuple(person for person in dortmund.people if person.organisation in {None, *needed}),
    )


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
async def client_for(shelf: Shelf) -> AsyncIterator[ClientFor]:
    async with serving(strict_api(shelf)) as url, httpx.AsyncClient(base_url=url) as client:
        yield lambda service: client
