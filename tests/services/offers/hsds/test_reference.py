"""Dortmund's own data as HSDS: what is known of its partners, places and offers keeps to the standard as it is."""

from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest

from deploy.local.postgres import EmbeddedPostgres
from deploy.local.testing import create_database
from deploy.local.valkey import EmbeddedValkey
from deploy.reference.entries import OFFERS
from deploy.reference.reading import read_reference
from deploy.reference.reference_entries import stages_of
from shared.contracts.registry import AnchorSiteDefined, MembershipChanged, NetworkDefined, PartnerDefined
from shared.testing.platform import TestPlatform
from tests.services.offers.city import City
from tests.services.offers.hsds.rules import faults_of

ENTRIES = tuple(entry for stage in stages_of(read_reference()) for entry in stage)
TOLD = (NetworkDefined, PartnerDefined, AnchorSiteDefined, MembershipChanged)


@pytest.fixture(scope="module")
async def dortmund(postgres_server: EmbeddedPostgres, valkey_server: EmbeddedValkey) -> AsyncIterator[City]:
    """A catalogue of its own with the reference data, as the loader brings it."""

    async def database_for(name: str) -> Any:
        return await create_database(postgres_server, name)

    async with TestPlatform(create_database=database_for, broker_url=valkey_server.url) as platform:
        city = await City.start(platform)
        await city.hear(*((entry.path[1:], entry.state) for entry in ENTRIES if isinstance(entry.state, TOLD)))
        offers = [
            {**entry.body(), "id": entry.path.rpartition("/")[2], "publish": entry.publish}
            for entry in ENTRIES
            if entry.service == OFFERS and entry.publish
        ]
        done = await city.offers.http.post("/offer-sets", json={"offers": offers}, headers=platform.headers())
        assert done.json()["created"] == len(offers), done.text
        yield city


@pytest.mark.parametrize("kind", ["service", "service_at_location", "organization"])
async def test_all_of_it_keeps_to_the_standard(dortmund: City, kind: str) -> None:
    lines = (await dortmund.get(f"/{kind}s", format="ndjson", full="true")).text.splitlines()
    read = [orjson.loads(line) for line in lines]
    assert [fault for each in read for fault in faults_of(kind, each)] == []
    assert len(read) > 50


async def test_networks_are_programs_of_the_youth_office(dortmund: City) -> None:
    services = (await dortmund.get("/services", per_page=500)).json()["contents"]
    (office,) = {service["program"].get("organization_id") for service in services}
    told = (await dortmund.get(f"/organizations/{office}")).json()
    assert "Jugendamt" in told["name"]
    assert {service["program_id"] for service in services} <= {program["id"] for program in told["programs"]}


async def test_an_anchor_site_has_an_address_that_the_standard_takes(dortmund: City) -> None:
    places = (await dortmund.get("/service_at_locations", postcode="44145", full="true", per_page=500)).json()[
        "contents"
    ]
    assert {address["postal_code"] for place in places for address in place["location"]["addresses"]} == {"44145"}
