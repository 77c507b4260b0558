"""Offers that name what the catalogue has not heard of yet, and networks that others speak for."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from services.offers.app import create_app
from services.offers.settings import OffersSettings
from services.offers.storage.neighbours import is_member
from shared.contracts.registry import PartnerRemoved, Role, SourceAnnounced
from shared.testing.servers import fresh_name
from tests.services.offers.city import NEW, REGISTRY, City, Quarter, network_told, organisation_told


async def test_an_unknown_network_is_named(quarter: Quarter) -> None:
    refused = await quarter.put(uuid4(), by="office", network="nirgendwo")
    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:infamilie:problem:unknown-network"
    assert refused.json()["network"] == "nirgendwo"
    assert "nirgendwo" in refused.json()["detail"]


async def test_an_unknown_organisation_is_named(quarter: Quarter) -> None:
    organisation = str(uuid4())
    refused = await quarter.put(uuid4(), by="office", organisation=organisation)
    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:infamilie:problem:unknown-organisation"
    assert refused.json()["organisation"] == organisation


async def test_what_the_registry_tells_a_moment_later_is_waited_for(quarter: Quarter, city: City) -> None:
    network, organisation = fresh_name("quartier"), uuid4()
    said: dict[str, Any] = {"network": network, "organisation": str(organisation)}
    asking = asyncio.create_task(quarter.put(uuid4(), by="office", **said))
    await city.tell(network_told(network), organisation_told(organisation))
    assert (await asking).status_code == 201


async def test_an_organisation_that_was_removed_is_unknown_again(city: City) -> None:
    quarter, stays = await city.quarter(), uuid4()
    gone = quarter.organisation
    removed = PartnerRemoved(id=gone)

    await city.hear(organisation_told(gone), organisation_told(stays), (f"partner/{gone}", removed))

    refused = await quarter.put(uuid4(), by="office")
    kept = await quarter.put(uuid4(), by="office", organisation=str(stays))
    async with city.offers.running.edge.reading() as connection:
        is_listed = await is_member(connection, gone, network=quarter.network, on=datetime.now(UTC).date())
    assert (refused.json()["type"], kept.status_code) == ("urn:infamilie:problem:unknown-organisation", 201)
    assert not is_listed


async def test_another_instances_network_is_refused_with_the_right_source(city: City) -> None:
    theirs = await city.quarter()
    source = f"/offers/{fresh_name('instanz')}"
    since = datetime(2020, 1, 1, tzinfo=UTC)
    announced = SourceAnnounced(
        source=source, feed_url="http://127.0.0.1:9/events", networks=(theirs.network,), since=since
    )
    offer = await theirs.draft()
    await city.hear((f"source/{source}", announced))
    made = await theirs.put(uuid4(), by=theirs.coordinator)
    published = await theirs.post(offer, "publish", by=theirs.coordinator, version=1)
    assert (made.status_code, published.status_code) == (409, 409)
    assert made.json()["type"] == "urn:infamilie:problem:network-speaks-elsewhere"
    assert made.json()["source"] == source


async def test_an_instance_for_some_networks_keeps_only_their_offers(city: City) -> None:
    own, other = await city.quarter(), await city.quarter()
    instance = await city.platform.start(
        "offers", create_app, OffersSettings, instance=fresh_name("instanz"), networks=(own.network,)
    )
    _, position = await _grant_told(city)
    await instance.has_applied(REGISTRY, position)
    headers = {**city.platform.headers(), **NEW}
    statuses = [
        (await instance.http.put(f"/offers/{uuid4()}", json=quarter.body(), headers=headers)).status_code
        for quarter in (own, other)
    ]
    await instance.stop()
    assert statuses == [201, 409]


async def _grant_told(city: City) -> tuple[str, int]:
    subject, grant = city.grant("anybody", Role.OFFICE)
    return subject, await city.tell((subject, grant))
