"""The places of endpoints in the row of events: claimed with a lease, moved or put off for many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

LEASE = timedelta(seconds=60)

_CLAIM = text(
    """
    WITH due AS (
        SELECT endpoint.ctid AS place, event.position AS next
        FROM webhook_endpoints AS endpoint CROSS JOIN LATERAL (
            SELECT position FROM webhook_events WHERE webhook_events.position > endpoint.position
                AND (endpoint.networks = '{}' OR webhook_events.network = ANY(endpoint.networks))
            ORDER BY webhook_events.position LIMIT 1
        ) AS event
        WHERE state = 'active' AND due_at <= now() AND coalesce(leased_until <= now(), true)
              AND (attempts > 0) = :is_failing AND endpoint.position < (SELECT max(position) FROM webhook_events)
        ORDER BY due_at LIMIT :most FOR UPDATE OF endpoint SKIP LOCKED
    )
    UPDATE webhook_endpoints SET leased_until = now() + :lease FROM due WHERE webhook_endpoints.ctid = due.place
    RETURNING id, url, secret, CASE WHEN former_until > now() THEN former_secret END AS former_secret,
              next, attempts, failing_since
    """
)
_OF_ENDPOINT = text(
    """
    SELECT id, url, secret, CASE WHEN former_until > now() THEN former_secret END AS former_secret,
           position AS next, attempts, failing_since
    FROM webhook_endpoints WHERE id = :endpoint AND organisation = :organisation
    """
)
_MOVE = text(
    """
    UPDATE webhook_endpoints SET position = moved.position, attempts = 0, failing_since = NULL, leased_until = NULL,
        last_status = moved.status, succeeded_at = now()
    FROM unnest(CAST(:ids AS uuid[]), CAST(:positions AS bigint[]), CAST(:statuses AS text[])) AS moved (id, position, status)
    WHERE webhook_endpoints.id = moved.id AND webhook_endpoints.position < moved.position
    """
)
_PUT_OFF = text(
    """
    UPDATE webhook_endpoints SET attempts = attempts + 1, leased_until = NULL, last_status = failed.status,
        failing_since = coalesce(failing_since, now()), due_at = now() + failed.pause,
        state = CASE WHEN failed.is_over THEN 'disabled' ELSE state END
    FROM unnest(CAST(:ids AS uuid[]), CAST(:pauses AS interval[]), CAST(:statuses AS text[]), CAST(:overs AS boolean[]))
         AS failed (id, pause, status, is_over)
    WHERE webhook_endpoints.id = failed.id
    """
)


@dataclass(frozen=True, slots=True)
class Place:
    """An endpoint that is ours for the time of the lease, with its sealed secrets and the position of the event that is next for it."""

    id: UUID
    url: str
    secret: bytes
    former_secret: bytes | None
    next: int
    attempts: int
    failing_since: datetime | None


@dataclass(frozen=True, slots=True)
class Success:
    """An endpoint has taken the event at a position."""

    endpoint: UUID
    position: int
    status: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An endpoint has not taken an event, and is left alone for a pause, or for good."""

    endpoint: UUID
    status: str
    pause: timedelta
    is_over: bool


async def of_endpoint(connection: AsyncConnection, organisation: UUID, endpoint: UUID) -> Place | None:
    """Return where an organisation's endpoint stands, without claiming it; None when it has no such."""
    row = await connection.execute(_OF_ENDPOINT, {"organisation": organisation, "endpoint": endpoint})
    found = row.mappings().one_or_none()
    return Place(**found) if found is not None else None


async def claim(connection: AsyncConnection, *, is_failing: bool, most: int) -> Sequence[Place]:
    """Take endpoints for which there is something, those that failed last or the others; nobody else does until the lease ends."""
    rows = await connection.execute(_CLAIM, {"is_failing": is_failing, "most": most, "lease": LEASE})
    return [Place(*row) for row in rows]


async def move(connection: AsyncConnection, successes: Sequence[Success]) -> None:
    """Let endpoints go on."""
    told = {
        "ids": [each.endpoint for each in successes],
        "positions": [each.position for each in successes],
        "statuses": [each.status for each in successes],
    }
    await connection.execute(_MOVE, told)


async def put_off(connection: AsyncConnection, failures: Sequence[Failure]) -> None:
    """Leave endpoints alone for a while, or disable them."""
    told = {
        "ids": [each.endpoint for each in failures],
        "pauses": [each.pause for each in failures],
        "statuses": [each.status for each in failures],
        "overs": [each.is_over for each in failures],
    }
    await connection.execute(_PUT_OFF, told)
