"""What endpoints are told, in one row: positions follow the order of commits, so that nobody's place passes over an event."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_IN_TURN = text("SELECT pg_advisory_xact_lock(hashtext('webhook_events'))")
_ADD = text(
    """
    INSERT INTO webhook_events (id, network, type, body, at) VALUES (:id, :network, :type, :body, :at)
    ON CONFLICT (id) DO NOTHING
    """
)
_NEXT = text(
    """
    SELECT endpoint.id AS endpoint, event.position, event.id, event.network, event.type, event.body, event.at
    FROM webhook_endpoints AS endpoint CROSS JOIN LATERAL (
        SELECT * FROM webhook_events WHERE webhook_events.position > endpoint.position
            AND (endpoint.networks = '{}' OR webhook_events.network = ANY(endpoint.networks))
        ORDER BY webhook_events.position LIMIT 1
    ) AS event WHERE endpoint.id = ANY(:endpoints)
    """
)
_FORGET = text("DELETE FROM webhook_events WHERE at < :before")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWebhookEvent:
    """An event to be told; `body` is JSON."""

    id: UUID
    network: str
    type: str
    body: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookEvent(NewWebhookEvent):
    """An event with its place."""

    position: int


async def add(connection: AsyncConnection, events: Sequence[NewWebhookEvent]) -> None:
    """Append events; one that is there already stays as it is."""
    await connection.execute(_IN_TURN)
    await connection.execute(_ADD, [asdict(event) for event in events])


async def next_ones(connection: AsyncConnection, endpoints: Sequence[UUID]) -> Mapping[UUID, WebhookEvent]:
    """Return the event that is next for each endpoint."""
    rows = await connection.execute(_NEXT, {"endpoints": list(endpoints)})
    return {
        row.endpoint: WebhookEvent(
            position=row.position, id=row.id, network=row.network, type=row.type, body=row.body, at=row.at
        )
        for row in rows
    }


async def forget(connection: AsyncConnection, *, before: datetime) -> int:
    """Delete old events and return how many they were."""
    return (await connection.execute(_FORGET, {"before": before})).rowcount
