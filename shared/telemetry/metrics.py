"""Figures for operators in Prometheus' text format: one registry per app, route templates instead of paths, no persons."""

from fastapi import APIRouter
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import Response

DURATION_BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


class Metrics:
    """The figures of one app; `service` is a label of the scrape, so it isn't repeated here."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        own = self.registry
        self.request_seconds = Histogram(
            "http_request_duration_seconds",
            "Time from request to the end of the answer",
            ("method", "route", "status"),
            buckets=DURATION_BUCKETS,
            registry=own,
        )
        self.consumer_lag = Gauge(
            "consumer_lag", "Events between checkpoint and head of a source", ("source",), registry=own
        )
        self.oldest_undelivered_seconds = Gauge(
            "oldest_undelivered_seconds", "Age of the oldest notice that is due and not delivered", registry=own
        )
        self.dead_letters = Gauge("dead_letters", "Parked events", ("source", "state"), registry=own)
        self.relay_position = Gauge("relay_position", "Last position in the stream", ("source",), registry=own)
        self.relay_epoch_changes = Counter(
            "relay_epoch_changes", "How often the stream told another history than the log", ("source",), registry=own
        )
        self.events_applied = Counter("events_applied", "Events whose effects are committed", ("source",), registry=own)
        self.events_skipped = Counter("events_skipped", "Events without meaning here", ("reason",), registry=own)


def metrics_router(metrics: Metrics) -> APIRouter:
    """Return `GET /metrics`; include it with the rule of the app."""
    router = APIRouter(include_in_schema=False)

    @router.get("/metrics")
    async def figures() -> Response:
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return router
