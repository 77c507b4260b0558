"""The chain of the reference quarter, by the reference data: its holes are seen, and a bridge closes one."""

from uuid import uuid4

import pytest

from deploy.reference.reading import read_reference
from deploy.reference.records.offers import Offer, OfferKind
from tests.services.offers.chain.waiting import months, offers_are, told
from tests.services.offers.city import City, Quarter, membership_told, network_told, organisation_told

NETWORK = "brunnenstrasse"
KINDS: dict[str, OfferKind] = {kind.key: kind for kind in read_reference().offer_kinds}
OFFERS = next(file.offers for file in read_reference().offers if file.network == NETWORK)
BRIDGE = KINDS["spiel_und_lernstube"]


async def published(quarter: Quarter, kind: OfferKind, offer: Offer | None = None) -> None:
    own = offer.ages if offer is not None else None
    ages = (own or kind.ages).interval().model_dump(exclude_none=True)
    await quarter.published(title=kind.title, ages=ages, themes=list(kind.themes), bridge=kind.bridge)


@pytest.fixture
async def reference_quarter(city: City) -> Quarter:
    organisation = uuid4()
    await city.hear(network_told(NETWORK), organisation_told(organisation), membership_told(NETWORK, organisation))
    quarter = Quarter(city, NETWORK, organisation, "office", "office")
    for offer in OFFERS:
        await published(quarter, KINDS[offer.kind], offer)
    return quarter


async def test_the_reference_quarter_shows_its_holes_and_a_bridge_closes_one(
    reference_quarter: Quarter, city: City
) -> None:
    numbers = {theme: sum(theme in KINDS[offer.kind].themes for offer in OFFERS) for theme in BRIDGE.themes}
    language = await told(city, NETWORK, "sprachbildung", until=offers_are(numbers["sprachbildung"]))
    care = await told(city, NETWORK, "betreuung", until=offers_are(numbers["betreuung"]))
    assert months(language["holes"]) == [(-9, 0), (48, 132)]
    assert [step["from_phase"] for step in care["transitions"] if not step["is_secured"]] == ["schwangerschaft", "p4_6"]

    await published(reference_quarter, BRIDGE)

    bridged = await told(city, NETWORK, "sprachbildung", until=offers_are(numbers["sprachbildung"] + 1))
    cared = await told(city, NETWORK, "betreuung", until=offers_are(numbers["betreuung"] + 1))
    assert months(bridged["holes"]) == [(-9, 0), (75, 132)]
    assert [step["from_phase"] for step in cared["transitions"] if not step["is_secured"]] == ["schwangerschaft"]
