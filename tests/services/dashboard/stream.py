"""Reads server-sent events as a browser does (HTML Living Standard, section 9.2)."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

Told = dict[str, Any]


class Stream:
    """An open stream; `told` collects activities, `signs_of_life` counts comments."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self.ids: list[int] = []
        self.signs_of_life = 0
        self._lines = answer.aiter_lines()

    async def until_sign_of_life(self) -> None:
        async for line in self._lines:
            if line.startswith(":"):
                self.signs_of_life += 1
                return
        raise AssertionError("the stream ended")

    async def take(self, count: int) -> list[Told]:
        """The next activities; fails after ten seconds."""
        async with asyncio.timeout(10):
            return [await self._next() for _ in range(count)]

    async def until_end(self) -> None:
        async with asyncio.timeout(5):
            async for _ in self._lines:
                pass

    async def _next(self) -> Told:
        event_id = 0
        async for line in self._lines:
            name, _, value = line.partition(": ")
            match name:
                case "id":
                    event_id = int(value)
                case "data":
                    self.ids.append(event_id)
                    told: Told = json.loads(value)
                    return told
        raise AssertionError("the stream ended")


@asynccontextmanager
async def following(
    http: httpx.AsyncClient, *, after: int | None = None, last_event_id: int | None = None
) -> AsyncIterator[Stream]:
    """Follow live events; `last_event_id` is what a browser sends when it comes back."""
    query = {} if after is None else {"after": after}
    headers = {} if last_event_id is None else {"Last-Event-ID": str(last_event_id)}
    async with http.stream("GET", "/live", params=query, headers=headers) as answer:
        stream = Stream(answer)
        if answer.is_success:
            await anext(stream._lines)
        yield stream
