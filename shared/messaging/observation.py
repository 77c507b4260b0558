"""What the mechanism tells its operators; the default writes to the log rarely, telemetry adds figures."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from time import monotonic
from typing import Any

import structlog

from shared.messaging.event import Event

LOG = structlog.get_logger("messaging")
SILENCE_SECONDS = 10.0


class Observation:
    """Alarms and figures of relay and consumer; one line per kind and source in ten seconds at most."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._spoken: dict[tuple[str, str], float] = {}

    def _say(self, level: str, message: str, source: str, **facts: object) -> None:
        now = self._clock()
        if now - self._spoken.get((message, source), -SILENCE_SECONDS) >= SILENCE_SECONDS:
            self._spoken[message, source] = now
            getattr(LOG, level)(message, source=source, **facts)

    def relay_away(self, source: str, failure: BaseException) -> None:
        """The database or the broker doesn't answer the relay."""
        self._say("warning", "relay-waits", source, failure=type(failure).__name__)

    def relayed(self, source: str, position: int) -> None:
        """The stream has everything up to this position."""

    def epoch_changed(self, source: str) -> None:
        """The stream told another history than the log: restored database or foreign broker."""
        self._say("error", "epoch-changed", source)

    def broker_full(self, source: str) -> None:
        """The broker is out of memory; the stream is trimmed."""
        self._say("error", "broker-full", source)

    def consumer_away(self, source: str, failure: BaseException) -> None:
        """The consumer waits for its database, the broker or a feed."""
        self._say("warning", "consumer-waits", source, failure=type(failure).__name__)

    def applying(self, source: str, events: Sequence[Event[Any]]) -> AbstractContextManager[object]:
        """Return the span in which events take effect; without telemetry there is none."""
        return nullcontext()

    def applied(self, source: str, position: int, events: int) -> None:
        """The consumer's effects of these events are committed."""

    def lagging(self, source: str, behind: int) -> None:
        """The source's head is this many events ahead of the checkpoint."""

    def skipped(self, source: str, reason: str, count: int) -> None:
        """Events without meaning for this service passed by."""

    def parked(self, source: str, reason: str, event_type: str) -> None:
        """An event was put aside as a dead letter."""
        self._say("error", "event-parked", source, reason=reason, type=event_type)

    def settled(self, source: str, state: str) -> None:
        """A dead letter was replayed, superseded or dropped."""

    def state_changed(self, source: str, state: str) -> None:
        """A source's reader works, waits for a release, stopped, or has diverged."""
        self._say(
            "error" if state in {"stopped", "diverged", "waits-for-release"} else "info", f"source-{state}", source
        )
