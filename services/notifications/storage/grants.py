"""Who of the professionals may not be told anything any more."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.identity.grants import GRANTS


async def without_grant(connection: AsyncConnection, accounts: Collection[str], *, now: datetime) -> frozenset[str]:
    """Return those of the accounts that had grants and hold none at a moment; the office in the settings never had any."""
    held = GRANTS.c
    holds = and_(
        held.withdrawn.is_(False), held.valid_from <= now, or_(held.valid_until.is_(None), held.valid_until > now)
    )
    query = select(held.account).where(held.account.in_(accounts)).group_by(held.account)
    rows = await connection.execute(query.having(~func.bool_or(holds)))
    return frozenset(rows.scalars())
