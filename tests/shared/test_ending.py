"""Tasks end when they are told to, also those whose cancellation got lost once."""

import asyncio
from contextlib import suppress

import pytest

from shared.ending import end
from shared.hosting.background import Background

FOR_EVER = 3600


async def cancelled_in_vain() -> None:
    """Goes on once as what waits by `asyncio.wait_for` does when the wait ends as it is cancelled."""
    with suppress(asyncio.CancelledError):
        await asyncio.sleep(FOR_EVER)
    await asyncio.sleep(FOR_EVER)


async def begun(*tasks: "asyncio.Task[None]") -> None:
    await asyncio.sleep(0)
    assert not any(task.done() for task in tasks)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.ending.PATIENCE_SECONDS", 0.01)


@pytest.mark.usefixtures("impatient")
async def test_a_task_whose_cancellation_got_lost_is_cancelled_again() -> None:
    lost, plain = asyncio.create_task(cancelled_in_vain()), asyncio.create_task(asyncio.sleep(FOR_EVER))
    await begun(lost, plain)
    await end(lost, plain)
    assert lost.cancelled()
    assert plain.cancelled()


async def test_a_task_that_puts_its_things_in_order_is_not_disturbed() -> None:
    put_away = []

    async def orderly() -> None:
        try:
            await asyncio.sleep(FOR_EVER)
        finally:
            await asyncio.sleep(0.05)
            put_away.append("everything")

    task = asyncio.create_task(orderly())
    await begun(task)
    await end(task)
    assert put_away == ["everything"]


async def test_what_a_task_raises_at_its_end_is_not_raised_again() -> None:
    async def falls_over() -> None:
        try:
            await asyncio.sleep(FOR_EVER)
        finally:
            raise ValueError("at the end")

    task = asyncio.create_task(falls_over())
    await begun(task)
    await end(task)
    assert isinstance(task.exception(), ValueError)


async def test_who_is_cancelled_while_he_ends_a_task_cancels_it_once_more() -> None:
    inner = asyncio.create_task(cancelled_in_vain())
    await begun(inner)
    outer = asyncio.create_task(end(inner))
    await asyncio.sleep(0.01)
    assert not inner.done()
    await end(outer)
    with pytest.raises(asyncio.CancelledError):
        await inner


async def test_nothing_to_end_is_ended_at_once() -> None:
    await end()


@pytest.mark.usefixtures("impatient")
async def test_a_service_ends_though_the_cancellation_of_one_of_its_tasks_got_lost() -> None:
    background = Background(deaf=cancelled_in_vain)
    background.start()
    await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await background.stop()
