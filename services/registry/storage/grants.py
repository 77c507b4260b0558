"""The repository of grants: the truth that all other services project."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.grant import Grant, Role
from services.registry.storage.keyset import Window
from services.registry.storage.tables import GRANTS
from services.registry.storage.versioned import write
from shared.identity.grants import MAX_GRANTS_OF_AN_ACCOUNT, grants_of
from shared.identity.grants import Grant as HeldGrant


async def find(connection: AsyncConnection, grant_id: UUID) -> Grant | None:
    """Return a grant, withdrawn ones too; None when there is none."""
    row = (await connection.execute(select(GRANTS).where(GRANTS.c.id == grant_id))).mappings().one_or_none()
    return None if row is None else _grant(row)


async def held(connection: AsyncConnection, account: str, now: datetime) -> tuple[HeldGrant, ...]:
    """Return what an account may do at this moment, as the gate asks it."""
    return await grants_of(connection, account, now, table=GRANTS)


async def listed(
    connection: AsyncConnection, window: Window, *, account: str | None = None, withdrawn: bool = False
) -> Sequence[Grant]:
    """Return the grants that stand, or the withdrawn ones; ids of version 7 order them by time."""
    query = select(GRANTS).where(GRANTS.c.withdrawn.is_(withdrawn))
    if account is not None:
        query = query.where(GRANTS.c.account == account)
    return [_grant(row) for row in (await connection.execute(window.of(query, GRANTS.c.id))).mappings()]


async def standing(connection: AsyncConnection, account: str, now: datetime) -> Sequence[Grant]:
    """Return what an account holds or will hold: neither withdrawn nor over."""
    not_over = or_(GRANTS.c.valid_until.is_(None), GRANTS.c.valid_until > now)
    query = select(GRANTS).where(GRANTS.c.account == account, GRANTS.c.withdrawn.is_(False), not_over)
    rows = await connection.execute(query.order_by(GRANTS.c.id).limit(MAX_GRANTS_OF_AN_ACCOUNT))
    return [_grant(row) for row in rows.mappings()]


async def save(connection: AsyncConnection, grant: Grant) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    row = asdict(grant)
    row["subject_version"] = row.pop("version")
    await write(connection, GRANTS, row, version_column="subject_version")


def _grant(row: RowMapping) -> Grant:
    fields = {name: value for name, value in row.items() if name != "subject_version"}
    return Grant(**{**fields, "role": Role(row["role"]), "version": row["subject_version"]})
