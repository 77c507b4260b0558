"""A grant that was withdrawn is refused by the services that only hear of it, within five seconds."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from deploy.local.valkey import EmbeddedValkey
from services.offers.app import create_app as create_offers
from services.offers.settings import OffersSettings
from shared.testing.platform import StartedService, TestPlatform
from shared.testing.servers import DatabaseAddresses
from tests.services.registry.city import City, created

SECONDS = 5.0
REGISTRY = "/registry/city"


@pytest.fixture(scope="module")
async def town(
    postgres_server: EmbeddedPostgres, valkey_server: EmbeddedValkey
) -> AsyncIterator[tuple[City, StartedService]]:
    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(postgres_server, service)

    async with TestPlatform(create_database=database_for, broker_url=valkey_server.url) as platform:
        city = await City.start(platform)
        yield city, await platform.start("offers", create_offers, OffersSettings)


async def test_a_withdrawn_grant_is_refused_by_the_catalogue_within_five_seconds(
    town: tuple[City, StartedService],
) -> None:
    city, offers = town
    network, partner = await city.network(), await city.partner()
    joined = await city.put(f"/networks/{network}/members/{partner}", {"role": "Mitglied"})
    created(joined)
    grant, position = await city.platform.give(city.registry, "fachkraft", "partner", organisation=str(partner))
    await offers.has_applied(REGISTRY, position)
    body = {
        "network": network,
        "organisation": str(partner),
        "title": "Krabbelgruppe",
        "ages": {"min_months": 6, "max_months": 18},
    }

    async def draft() -> httpx.Response:
        headers = {**city.platform.headers("fachkraft"), "If-None-Match": "*"}
        return await offers.http.put(f"/offers/{uuid4()}", json=body, headers=headers)

    before = await draft()
    withdrawn = await city.delete(f"/grants/{grant}", version=1)
    async with asyncio.timeout(SECONDS):
        await offers.has_applied(REGISTRY, int(withdrawn.headers["Event-Position"]), seconds=SECONDS)
    after = await draft()
    at_the_registry = await city.put(f"/partners/{partner}", {}, by="fachkraft", version=1)

    assert (before.status_code, after.status_code, at_the_registry.status_code) == (201, 403, 403)
