"""What endpoints are told, in one row: positions follow the order of commits, so that nobody's place passes over an event."""

from collections.abc import Collection, Mapping, Sequence
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
_AT = text("SELECT position, id, network, type, body, at FROM webhook_events WHERE position = ANY(:positions)")
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


async def at(connection: AsyncConnection, positions: Collection[int]) -> Mapping[int, WebhookEvent]:
    """Return the events at these positions; one that was forgotten meanwhile is missing."""
    rows = await connection.execute(_AT, {"positions": list(positions)})
    return {row["position"]: WebhookEvent(**row) for row in rows.mappings()}


async def forget(connection: AsyncConnection, *, before: datetime) -> int:
    """Delete old events and return how many they were."""
    return (await connection.execute(_FORGET, {"before": before})).rowcount
