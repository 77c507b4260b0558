"""Tasks that take too long are ended, the others and their cancellation from elsewhere stay as they are."""

import asyncio

import pytest

from shared.fetching.deadlines import Deadlines

SECONDS = 0.05


async def hang(within: Deadlines) -> None:
    with within:
        await asyncio.Event().wait()


async def test_what_takes_too_long_ends_with_a_timeout_one_after_the_other() -> None:
    within = Deadlines(seconds=SECONDS)
    first = asyncio.create_task(hang(within))
    await asyncio.sleep(SECONDS / 2)
    ended = await asyncio.wait_for(asyncio.gather(first, hang(within), return_exceptions=True), 5)
    assert [type(each) for each in ended] == [TimeoutError, TimeoutError]


async def test_what_ended_in_time_goes_on_undisturbed() -> None:
    within = Deadlines(seconds=SECONDS)
    with within:
        await asyncio.sleep(0)
    with pytest.raises(TimeoutError):
        await asyncio.create_task(hang(within))
    with within:
        await asyncio.sleep(0)


async def test_a_cancellation_from_elsewhere_stays_one() -> None:
    task = asyncio.create_task(hang(Deadlines(seconds=60)))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
