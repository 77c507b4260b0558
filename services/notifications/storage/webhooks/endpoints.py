"""Saves and finds endpoints; secrets are sealed outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    DateTime,
    Integer,
    LargeBinary,
    RowMapping,
    Table,
    Text,
    Uuid,
    delete,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.webhooks.endpoint import Endpoint, EndpointState
from shared.database.engine import new_metadata

MOST_SHOWN = 100

ENDPOINTS = Table(
    "webhook_endpoints",
    new_metadata(),
    Column("id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),
    Column("url", Text, nullable=False),
    Column("networks", ARRAY(Text), nullable=False),
    Column("state", Text, nullable=False),
    Column("secret", LargeBinary, nullable=False),
    Column("former_secret", LargeBinary),
    Column("former_until", DateTime(timezone=True)),
    Column("position", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("leased_until", DateTime(timezone=True)),
    Column("failing_since", DateTime(timezone=True)),
    Column("last_status", Text),
    Column("succeeded_at", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
_C = ENDPOINTS.c
_NEWEST = "(SELECT coalesce(max(position), 0) FROM webhook_events)"


async def add(connection: AsyncConnection, endpoint: Endpoint, *, secret: bytes) -> None:
    """Save a new endpoint, which hears of what comes from now on."""
    values = {
        "id": endpoint.id,
        "organisation": endpoint.organisation,
        "url": endpoint.url,
        "networks": list(endpoint.networks),
        "state": endpoint.state,
        "secret": secret,
        "position": text(_NEWEST),
        "created_at": endpoint.created_at,
    }
    await connection.execute(insert(ENDPOINTS).values(values))


async def count_of(connection: AsyncConnection, organisation: UUID) -> int:
    """Return how many endpoints an organisation has."""
    query = select(func.count()).select_from(ENDPOINTS).where(_C.organisation == organisation)
    return (await connection.execute(query)).scalar_one()


async def of_organisation(connection: AsyncConnection, organisation: UUID) -> Sequence[Endpoint]:
    """Return an organisation's endpoints, the oldest first."""
    query = select(ENDPOINTS).where(_C.organisation == organisation).order_by(_C.created_at, _C.id).limit(MOST_SHOWN)
    return [_endpoint(row) for row in (await connection.execute(query)).mappings()]


async def change(connection: AsyncConnection, organisation: UUID, endpoint: UUID, **values: Any) -> Endpoint | None:
    """Write columns of an organisation's endpoint and return it; None when it has no such."""
    changed = update(ENDPOINTS).where(_C.id == endpoint, _C.organisation == organisation).values(**values)
    row = (await connection.execute(changed.returning(ENDPOINTS))).mappings().one_or_none()
    return _endpoint(row) if row is not None else None


async def exchange_secret(
    connection: AsyncConnection, organisation: UUID, endpoint: UUID, *, secret: bytes, former_until: datetime
) -> Endpoint | None:
    """Give an endpoint a new secret; the former one signs too until a moment."""
    values = {"secret": secret, "former_secret": _C.secret, "former_until": former_until}
    return await change(connection, organisation, endpoint, **values)


async def enable(connection: AsyncConnection, organisation: UUID, endpoint: UUID) -> Endpoint | None:
    """Let an endpoint be told again, from where it stood."""
    values = {"state": EndpointState.ACTIVE, "attempts": 0, "failing_since": None, "due_at": func.now()}
    return await change(connection, organisation, endpoint, **values)


async def remove(connection: AsyncConnection, organisation: UUID, endpoint: UUID) -> None:
    """Delete an organisation's endpoint; one that is not there is no error."""
    await connection.execute(delete(ENDPOINTS).where(_C.id == endpoint, _C.organisation == organisation))


def _endpoint(row: RowMapping) -> Endpoint:
    return Endpoint(
        id=row["id"],
        organisation=row["organisation"],
        url=row["url"],
        networks=tuple(row["networks"]),
        state=EndpointState(row["state"]),
        created_at=row["created_at"],
        failing_since=row["failing_since"],
        last_status=row["last_status"],
        succeeded_at=row["succeeded_at"],
    )
