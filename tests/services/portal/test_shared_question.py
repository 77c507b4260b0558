"""Whoever asks in the same moment shares one answer, and nobody trusts it longer than agreed."""

import asyncio

from services.portal.web.shared_question import SharedQuestion

MINUTE = 60.0


class Oracle:
    """Counts how often it was asked; each answer is another one."""

    def __init__(self) -> None:
        self.asked = 0
        self.may_answer = asyncio.Event()

    async def ask(self) -> int | None:
        self.asked += 1
        await self.may_answer.wait()
        return self.asked if self.asked != 2 else None


async def test_who_comes_while_it_is_being_asked_waits_for_the_same_answer() -> None:
    oracle = Oracle()
    question = SharedQuestion(oracle.ask, seconds=MINUTE)
    first, second = asyncio.create_task(question.answer()), asyncio.create_task(question.answer())
    await asyncio.sleep(0)
    oracle.may_answer.set()
    assert (await first, await second, await question.answer()) == (1, 1, 1)
    assert oracle.asked == 1


async def test_who_goes_away_takes_the_answer_from_nobody() -> None:
    oracle = Oracle()
    question = SharedQuestion(oracle.ask, seconds=MINUTE)
    hasty, patient = asyncio.create_task(question.answer()), asyncio.create_task(question.answer())
    await asyncio.sleep(0)
    hasty.cancel()
    oracle.may_answer.set()
    assert await patient == 1


async def test_after_the_agreed_time_it_is_asked_anew_and_no_answer_is_none() -> None:
    oracle = Oracle()
    oracle.may_answer.set()
    question = SharedQuestion(oracle.ask, seconds=0.0)
    assert [await question.answer() for _ in range(3)] == [1, None, 3]
    assert question.last == 3
