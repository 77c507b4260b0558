"""Gives the figures of relay and consumer to Prometheus; what it says in the log stays as it is."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

from opentelemetry.trace import SpanKind

from shared.messaging.event import Event
from shared.messaging.observation import Observation
from shared.telemetry.metrics import Metrics
from shared.telemetry.tracing import span_from


class MeasuredObservation(Observation):
    """Counts what the mechanism tells."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__()
        self._metrics = metrics

    def relayed(self, source: str, position: int) -> None:
        """The stream has everything up to this position."""
        super().relayed(source, position)
        self._metrics.relay_position.labels(source).set(position)

    def epoch_changed(self, source: str) -> None:
        """The stream told another history than the log."""
        super().epoch_changed(source)
        self._metrics.relay_epoch_changes.labels(source).inc()

    def applying(self, source: str, events: Sequence[Event[Any]]) -> AbstractContextManager[object]:
        """Continue the trace of the first event; the span names how many others came with it."""
        first = next((event.traceparent for event in events if event.traceparent), None)
        attributes: dict[str, str | int] = {
            "messaging.source.name": source,
            "messaging.batch.message_count": len(events),
        }
        return span_from(first, f"apply {source}", kind=SpanKind.CONSUMER, attributes=attributes)

    def applied(self, source: str, position: int, events: int) -> None:
        """The consumer's effects of these events are committed."""
        super().applied(source, position, events)
        self._metrics.events_applied.labels(source).inc(events)

    def lagging(self, source: str, behind: int) -> None:
        """The source's head is this many events ahead of the checkpoint."""
        super().lagging(source, behind)
        self._metrics.consumer_lag.labels(source).set(behind)

    def skipped(self, source: str, reason: str, count: int) -> None:
        """Events without meaning for this service passed by."""
        super().skipped(source, reason, count)
        self._metrics.events_skipped.labels(reason).inc(count)

    def parked(self, source: str, reason: str, event_type: str) -> None:
        """An event was put aside as a dead letter."""
        super().parked(source, reason, event_type)
        self._metrics.dead_letters.labels(source, "parked").inc()

    def settled(self, source: str, state: str) -> None:
        """A dead letter was replayed, superseded or dropped."""
        super().settled(source, state)
        self._metrics.dead_letters.labels(source, "parked").dec()
        self._metrics.dead_letters.labels(source, state).inc()
