"""Says during an outage that there is one, without filling the disk: at most one line a second, each message every ten."""

from collections.abc import Callable
from time import monotonic
from typing import Any

SECONDS_BETWEEN_LINES = 1.0
SECONDS_BETWEEN_REPEATS = 10.0
MAX_KEYS = 1000


class Rarely:
    """Decides which message may speak; counts the ones that had to be silent."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._spoke_at = float("-inf")
        self._by_key: dict[str, float] = {}
        self._silenced: dict[str, int] = {}

    def may_speak(self, key: str) -> int | None:
        """Return how many like it were silenced since it spoke last, or None when it must be silent now."""
        now = self._clock()
        too_soon = now - self._spoke_at < SECONDS_BETWEEN_LINES
        if too_soon or now - self._by_key.get(key, float("-inf")) < SECONDS_BETWEEN_REPEATS:
            self._silenced[key] = self._silenced.get(key, 0) + 1
            return None
        if len(self._by_key) >= MAX_KEYS:
            self._by_key.clear()
        self._by_key[key] = self._spoke_at = now
        return self._silenced.pop(key, 0)


_OF_THIS_PROCESS = Rarely()


def log_rarely(
    key: str, *, logger: Any, level: str = "warning", rarely: Rarely = _OF_THIS_PROCESS, **facts: Any
) -> None:
    """Log the event `key` unless it or anything else logged so spoke a moment ago; `silenced` counts what was left out."""
    silenced = rarely.may_speak(key)
    if silenced is not None:
        getattr(logger, level)(key, silenced=silenced, **facts)
