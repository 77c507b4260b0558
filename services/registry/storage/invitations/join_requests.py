"""The repository of requests to join."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.invitations.join_request import MOST_OPEN_OF_AN_ACCOUNT, JoinRequest, JoinStatus
from services.registry.storage.invitations.tables import JOIN_REQUESTS
from services.registry.storage.keyset import Window
from services.registry.storage.versioned import write


async def find(connection: AsyncConnection, request_id: UUID) -> JoinRequest | None:
    """Return a request, None when there is none."""
    query = select(JOIN_REQUESTS).where(JOIN_REQUESTS.c.id == request_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _request(row)


async def open_of(connection: AsyncConnection, account: str) -> Sequence[JoinRequest]:
    """Return what an account waits for, as far as it may wait."""
    requests = JOIN_REQUESTS
    query = select(requests).where(requests.c.account == account, requests.c.status == JoinStatus.OPEN)
    rows = await connection.execute(query.order_by(requests.c.id).limit(MOST_OPEN_OF_AN_ACCOUNT))
    return [_request(row) for row in rows.mappings()]


async def listed(
    connection: AsyncConnection,
    window: Window,
    *,
    status: JoinStatus | None,
    networks: Collection[str] | None = None,
    account: str | None = None,
) -> Sequence[JoinRequest]:
    """Return requests by time; with networks or an account only theirs."""
    query = select(JOIN_REQUESTS)
    if status is not None:
        query = query.where(JOIN_REQUESTS.c.status == status)
    if networks is not None:
        query = query.where(JOIN_REQUESTS.c.network.in_(networks))
    if account is not None:
        query = query.where(JOIN_REQUESTS.c.account == account)
    rows = await connection.execute(window.of(query, JOIN_REQUESTS.c.made_at, JOIN_REQUESTS.c.id))
    return [_request(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, request: JoinRequest) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await write(connection, JOIN_REQUESTS, asdict(request))


def _request(row: RowMapping) -> JoinRequest:
    return JoinRequest(**{**row, "status": JoinStatus(row["status"])})
