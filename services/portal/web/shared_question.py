"""One question that vouches for all pages of the same moment: has anything changed that they are made of?

Seven hundred pages that each ask for their own parts are seven hundred questions; how far the catalogue and the own database are is two.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from time import monotonic
from typing import Final

Ask = Callable[[], Awaitable[Hashable | None]]
LONG_AGO: Final = float("-inf")


class SharedQuestion:
    """Asks at most once in `seconds`; who comes while it is being asked waits for the same answer."""

    def __init__(self, ask: Ask, *, seconds: float) -> None:
        self.last: Hashable | None = None
        """The latest answer, however old; None if nobody could give one."""
        self._ask = ask
        self._seconds = seconds
        self._at = LONG_AGO
        self._asking: asyncio.Task[Hashable | None] | None = None

    async def answer(self) -> Hashable | None:
        """Return an answer that is not older than the agreed seconds; None if nobody can give one."""
        if monotonic() - self._at < self._seconds:
            return self.last
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask_now())
        return await asyncio.shield(self._asking)

    async def _ask_now(self) -> Hashable | None:
        at = monotonic()
        self.last = await self._ask()
        self._at = at
        return self.last
