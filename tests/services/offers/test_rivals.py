"""Several people at the same offer at the same moment: one of them is first, the others learn it."""

import asyncio
from uuid import uuid4

from tests.services.offers.city import City, Quarter, if_match

RIVALS = 6


async def test_an_id_is_given_once(quarter: Quarter) -> None:
    offer = uuid4()
    made = await asyncio.gather(*(quarter.put(offer, by=quarter.partner) for _ in range(RIVALS)))
    assert sorted(answer.status_code for answer in made) == [201] + [412] * (RIVALS - 1)


async def test_an_offer_is_published_once(quarter: Quarter, city: City) -> None:
    offer = await quarter.draft()
    answers = await asyncio.gather(
        *(quarter.post(offer, "publish", by=quarter.coordinator, version=1) for _ in range(RIVALS))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * (RIVALS - 1)
    assert (await city.get(f"/offers/{offer}")).json()["notice_version"] == 1


async def test_of_two_changes_of_one_version_one_is_kept_whole(quarter: Quarter, city: City) -> None:
    offer = await quarter.draft()
    titles = [f"Titel {number}" for number in range(RIVALS)]
    answers = await asyncio.gather(
        *(quarter.put(offer, by=quarter.partner, condition=if_match(1), title=title) for title in titles)
    )
    kept = [title for title, answer in zip(titles, answers, strict=True) if answer.status_code == 200]
    assert len(kept) == 1
    assert (await city.get(f"/offers/{offer}", by=quarter.partner)).json()["title"] == kept[0]
