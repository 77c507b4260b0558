"""The repository of persons' memberships in networks."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.persons.membership import PersonMembership
from services.registry.storage.persons.tables import PERSON_MEMBERSHIPS
from services.registry.storage.versioned import write

MOST_NETWORKS_OF_A_PERSON = 200


def holding_on(day: date) -> ColumnElement[bool]:
    """Return the condition that a membership holds on this day; `left_on` is the first day without it."""
    members = PERSON_MEMBERSHIPS
    has_joined = or_(members.c.joined_on.is_(None), members.c.joined_on <= day)
    return and_(has_joined, or_(members.c.left_on.is_(None), members.c.left_on > day))


async def find(connection: AsyncConnection, network: str, person: UUID) -> PersonMembership | None:
    """Return a membership, past ones too; None when there never was one."""
    members = PERSON_MEMBERSHIPS
    query = select(members).where(members.c.network == network, members.c.person == person)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else PersonMembership(**row)


async def of_person(connection: AsyncConnection, person: UUID) -> Sequence[PersonMembership]:
    """Return all memberships of a person, past ones too."""
    members = PERSON_MEMBERSHIPS
    query = select(members).where(members.c.person == person)
    rows = await connection.execute(query.order_by(members.c.network).limit(MOST_NETWORKS_OF_A_PERSON))
    return [PersonMembership(**row) for row in rows.mappings()]


async def save(connection: AsyncConnection, membership: PersonMembership) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    await write(connection, PERSON_MEMBERSHIPS, asdict(membership))
