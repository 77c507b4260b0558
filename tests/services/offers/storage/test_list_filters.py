"""The search against a plain Python answer, on random offers and random questions."""

from random import Random
from uuid import UUID

import pytest
from sqlalchemy import delete

from services.offers.domain.offer import Offer
from services.offers.storage import offers
from services.offers.storage.offer_list import OfferFilter, search
from services.offers.storage.tables import OFFERS
from services.offers.storage.visibility import Sight
from tests.services.offers.city import City
from tests.services.offers.storage.random_offers import NETWORKS, answer, random_filter, random_offer, random_sight

SEED = 20261122
OFFERS_COUNT = 300
QUESTIONS = 150


@pytest.fixture(scope="module")
async def stored(city: City) -> list[Offer]:
    random = Random(SEED)
    made = [random_offer(random) for _ in range(OFFERS_COUNT)]
    async with city.offers.running.edge.transaction() as work:
        await work.connection.execute(delete(OFFERS).where(OFFERS.c.network.in_(NETWORKS)))
        for offer in made:
            await offers.add(work.connection, offer, at=work.now)
    return made


async def found(
    city: City, wanted: OfferFilter, sight: Sight, *, limit: int = OFFERS_COUNT, after: tuple[str, UUID] | None = None
) -> list[tuple[str, UUID]]:
    async with city.offers.running.edge.reading() as connection:
        rows = await search(connection, wanted, limit=limit, after=after, sight=sight)
    return [(row.sort_key, row.id) for row in rows]


async def test_every_filter_answers_as_plain_python_does(city: City, stored: list[Offer]) -> None:
    random = Random(SEED + 1)
    asked = [(random_filter(random), random_sight(random)) for _ in range(QUESTIONS)]
    answers = [[offer for _, offer in await found(city, wanted, sight)] for wanted, sight in asked]
    assert answers == [answer(stored, wanted, sight) for wanted, sight in asked]
    assert sum(1 for ids in answers if ids) > QUESTIONS / 3


async def test_pages_of_any_size_make_up_the_whole_list(city: City, stored: list[Offer]) -> None:
    wanted, sight = OfferFilter(networks=NETWORKS), Sight(everything=True)
    collected: list[tuple[str, UUID]] = []
    while page := await found(city, wanted, sight, limit=7, after=collected[-1] if collected else None):
        collected += page
    assert [offer for _, offer in collected] == answer(stored, wanted, sight)


async def test_an_offer_comes_back_from_its_row_as_it_was(city: City, stored: list[Offer]) -> None:
    async with city.offers.running.edge.reading() as connection:
        read = [await offers.find(connection, offer.id) for offer in stored[:50]]
    assert read == stored[:50]
