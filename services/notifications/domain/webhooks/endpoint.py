"""A partner's program that wants to be told of offers: where it is, of which quarters it hears, and what becomes of one that fails."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

FORMER_SECRET_PERIOD = timedelta(days=1)
GIVE_UP_AFTER = timedelta(days=5)
PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
)
GONE = 410


class EndpointState(StrEnum):
    """A disabled endpoint is told nothing until its owner enables it; then it goes on where it stood."""

    ACTIVE = "active"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An endpoint; without networks it hears of all. `failing_since` is when the present row of failures began."""

    id: UUID
    organisation: UUID
    url: str
    networks: tuple[str, ...]
    state: EndpointState
    created_at: datetime
    failing_since: datetime | None = None
    last_status: str | None = None
    succeeded_at: datetime | None = None
    secrets: tuple[str, ...] = field(default=(), repr=False)


def pause_after(attempts: int) -> timedelta:
    """Return how long an endpoint is left alone after so many failures in a row: 5 s, 5 min, 30 min, 2 h, 5 h, then 10 h."""
    return PAUSES[min(attempts, len(PAUSES)) - 1]
