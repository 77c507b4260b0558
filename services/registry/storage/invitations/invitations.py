"""The repository of invitations."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID

from sqlalchemy import RowMapping, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.grant import Role
from services.registry.domain.invitations.invitation import Invitation
from services.registry.storage.invitations.tables import INVITATIONS
from services.registry.storage.keyset import Window
from services.registry.storage.memberships import holding_on
from services.registry.storage.tables import MEMBERSHIPS


async def find(connection: AsyncConnection, invitation_id: UUID) -> Invitation | None:
    """Return an invitation for a change: nobody else changes it before the transaction ends."""
    query = select(INVITATIONS).where(INVITATIONS.c.id == invitation_id).with_for_update()
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _invitation(row)


async def with_token(connection: AsyncConnection, token_hash: bytes) -> Invitation | None:
    """Return the invitation of a secret for a change: of two who bring it at once, the second finds it accepted."""
    query = select(INVITATIONS).where(INVITATIONS.c.token_hash == token_hash).with_for_update()
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _invitation(row)


async def listed(
    connection: AsyncConnection, window: Window, *, networks: Collection[str] | None, today: date
) -> Sequence[Invitation]:
    """Return invitations by time; with networks only those for their members, with None all."""
    query = select(INVITATIONS)
    if networks is not None:
        members = select(MEMBERSHIPS.c.partner).where(MEMBERSHIPS.c.network.in_(networks), holding_on(today))
        of_networks = INVITATIONS.c.network.in_(networks)
        query = query.where(or_(of_networks, INVITATIONS.c.organisation.in_(members)))
    rows = await connection.execute(window.of(query, INVITATIONS.c.made_at, INVITATIONS.c.id))
    return [_invitation(row) for row in rows.mappings()]


async def was_accepted_by(connection: AsyncConnection, account: str) -> bool:
    """Tell whether an account came by an invitation."""
    accepted = exists().where(INVITATIONS.c.accepted_by == account, INVITATIONS.c.withdrawn.is_(False))
    return bool((await connection.execute(select(accepted))).scalar())


async def add(connection: AsyncConnection, invitation: Invitation) -> None:
    """Write a new invitation."""
    await connection.execute(INVITATIONS.insert().values(**asdict(invitation)))


async def replace(connection: AsyncConnection, invitation: Invitation) -> None:
    """Write what an invitation that was found for a change has become."""
    query = INVITATIONS.update().where(INVITATIONS.c.id == invitation.id)
    await connection.execute(query.values(**asdict(invitation)))


async def take_back_all_of(connection: AsyncConnection, account: str) -> None:
    """Withdraw what an account has made and nobody has accepted."""
    waiting = (INVITATIONS.c.made_by == account, INVITATIONS.c.accepted_by.is_(None))
    await connection.execute(INVITATIONS.update().where(*waiting).values(withdrawn=True))


def _invitation(row: RowMapping) -> Invitation:
    return Invitation(**{**row, "role": Role(row["role"])})
