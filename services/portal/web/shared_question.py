"""One question that vouches for all pages of the same moment: has anything changed that they are made of?

Seven hundred pages that each ask for their own parts are seven hundred questions; how far the catalogue and the own database are is two.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from time import monotonic
from typing import Final

Ask = Callable[[], Awaitable[Hashable | None]]
LONG_AGO: Final = float("-inf")
MOST_REMEMBERED: Final = 100


class SharedQuestion:
    """Asks at most once in `seconds`; who comes while it is being asked waits for the same answer."""

    def __init__(self, ask: Ask, *, seconds: float) -> None:
        self.last: Hashable | None = None
        """The latest answer, however old; None if nobody could give one."""
        self._ask = ask
        self._seconds = seconds
        self._at = LONG_AGO
        self._held: OrderedDict[Hashable | None, float] = OrderedDict()
        self._asking: asyncio.Task[Hashable | None] | None = None

    async def answer(self) -> Hashable | None:
        """Return an answer that is not older than the agreed seconds; None if nobody can give one."""
        if monotonic() - self._at < self._seconds:
            return self.last
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask_now())
        return await asyncio.shield(self._asking)

    def held_until(self, answer: Hashable | None) -> float:
        """Return when this was the answer last (monotonic), as far as is remembered."""
        return self._held.get(answer, LONG_AGO) if answer is not None else LONG_AGO

    async def _ask_now(self) -> Hashable | None:
        at = monotonic()
        self.last = await self._ask()
        self._at = self._held[self.last] = at
        self._held.move_to_end(self.last)
        if len(self._held) > MOST_REMEMBERED:
            self._held.popitem(last=False)
        return self.last
