"""What a running service has at hand, built once by `create_service` and found by routes through `app.state`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import httpx
import uuid_utils.compat
from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.hosting.settings import ServiceSettings
from shared.messaging.consumer import Consumer
from shared.messaging.doorbell import Doorbell
from shared.messaging.edge import Edge
from shared.messaging.observation import Observation
from shared.messaging.slots import Slots
from shared.telemetry.metrics import Metrics

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present, aware, in UTC."""
    return datetime.now(UTC)


def new_uuid7() -> UUID:
    """Return a UUIDv7 (RFC 9562)."""
    return uuid_utils.compat.uuid7()


@dataclass
class Running:
    """The parts of one running service."""

    settings: ServiceSettings
    engine: AsyncEngine
    edge: Edge
    doorbell: Doorbell
    slots: Slots
    http: httpx.AsyncClient
    consumer: Consumer
    observe: Observation
    clock: Clock
    metrics: Metrics


async def _running(request: Request) -> Running:
    running: Running = request.app.state.running
    return running


async def _edge(request: Request) -> Edge:
    return (await _running(request)).edge


RunningService = Annotated[Running, Depends(_running)]
"""A route's parameter type: the running service."""
ServiceEdge = Annotated[Edge, Depends(_edge)]
"""A route's parameter type: the edge, `async with edge.transaction() as work`."""
