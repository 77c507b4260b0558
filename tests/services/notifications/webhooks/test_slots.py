"""Postings that wait long for their answers give their slots back, up to a number."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from services.notifications.delivery.wake import Wake
from services.notifications.delivery.webhooks.slots import Slots

MOST, MOST_SLOW, BATCH = 3, 2, 2


@pytest.fixture
def bell() -> Wake:
    return Wake()


@pytest.fixture
async def slots(bell: Wake) -> AsyncIterator[Slots]:
    slots = Slots(most=MOST, most_slow=MOST_SLOW, batch=BATCH, ring=bell.ring)
    yield slots
    await slots.end()


async def hangs() -> None:
    await asyncio.Event().wait()


async def test_a_posting_holds_a_slot_until_it_ends(slots: Slots) -> None:
    answer = asyncio.Event()

    async def answered() -> None:
        await answer.wait()

    slots.begin([answered(), hangs()])
    assert slots.free == MOST - 2
    answer.set()
    async with asyncio.timeout(5):
        while slots.free < MOST - 1:  # noqa: ASYNC110 - nobody is told of a posting's end
            await asyncio.sleep(0)


async def test_postings_that_hang_give_their_slots_back_up_to_a_number(slots: Slots, bell: Wake) -> None:
    slots.begin([hangs() for _ in range(MOST)])
    assert slots.free == 0
    async with asyncio.timeout(5):
        await bell.wait()
    assert slots.free == MOST_SLOW
