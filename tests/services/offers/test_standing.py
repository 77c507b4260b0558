"""One word tells whether anything has changed that public reads are made of."""

from uuid import UUID

import httpx

from tests.services.offers.chain.waiting import all_renewed
from tests.services.offers.city import City, Quarter


async def word(city: City) -> str:
    return str((await city.get("/offers/standing")).json()["standing"])


async def test_it_stays_while_nothing_changes_and_is_another_one_after_a_change(quarter: Quarter, city: City) -> None:
    offer: UUID = await quarter.published()
    await all_renewed(city)
    before = await word(city)
    assert await word(city) == before
    answer = await quarter.post(offer, "withdraw", by="office", version=2)
    assert answer.status_code == httpx.codes.OK, answer.text
    assert await word(city) != before
