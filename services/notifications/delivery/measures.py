"""Figures of the delivery for Prometheus: how old the oldest waiting mail is, and how many ended how."""

from collections import Counter as Counted
from collections.abc import Iterable

from prometheus_client import Counter, Gauge, Histogram

from services.notifications.delivery.smtp.outcome import Outcome
from services.notifications.domain.mail import MailState
from services.notifications.storage.figures import Backlog
from shared.telemetry.metrics import Metrics

STATE_OF = {Outcome.ACCEPTED: MailState.ACCEPTED, Outcome.REFUSED: MailState.FAILED}
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300)


class Measures:
    """Counts what the postmen do."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._settled = Counter("mails_settled", "Mails by how they ended", ("state",), registry=metrics.registry)
        self._put_off = Counter("mails_put_off", "Attempts that end in a later one", registry=metrics.registry)
        self._open = Gauge("mails_open", "Mails not accepted yet", ("state",), registry=metrics.registry)
        self._silent = Gauge(
            "offers_told_to_nobody",
            "Published offers of the last days that nobody was told of",
            registry=metrics.registry,
        )
        self._seconds = Histogram(
            "mail_delivery_seconds",
            "From the ledger to the server's acceptance",
            buckets=BUCKETS,
            registry=metrics.registry,
        )

    def settled(self, state: MailState, count: int = 1) -> None:
        """Some mails have ended."""
        if count:
            self._settled.labels(state.value).inc(count)

    def carried(self, outcomes: Iterable[Outcome]) -> None:
        """Mails were handed over, or could not be."""
        for outcome, count in Counted(outcomes).items():
            if outcome in STATE_OF:
                self.settled(STATE_OF[outcome], count)
            else:
                self._put_off.inc(count)

    def took(self, seconds: float) -> None:
        """A mail was accepted so long after it was put into the ledger."""
        self._seconds.observe(max(0.0, seconds))

    def silent(self, offers: int) -> None:
        """The offers that nobody was told of were counted."""
        self._silent.set(offers)

    def backlog(self, backlog: Backlog) -> None:
        """The ledger was counted."""
        self._open.labels(MailState.CREATED.value).set(backlog.waiting)
        self._open.labels(MailState.SENDING.value).set(backlog.sending)
        self._metrics.oldest_undelivered_seconds.set(backlog.oldest_seconds)
