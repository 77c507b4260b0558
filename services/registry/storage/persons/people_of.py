"""Who belongs to networks: for an organisation that is a member, or as a person in the own right."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.storage.memberships import holding_on
from services.registry.storage.persons.memberships import holding_on as person_holding_on
from services.registry.storage.persons.tables import PERSON_MEMBERSHIPS, PERSONS
from services.registry.storage.tables import MEMBERSHIPS


async def belongs(
    connection: AsyncConnection,
    *,
    account: str,
    organisations: Collection[UUID],
    networks: Collection[str],
    today: date,
) -> bool:
    """Tell whether the account belongs to one of the networks today."""
    for_organisation = select(MEMBERSHIPS.c.network).where(
        MEMBERSHIPS.c.network.in_(networks), MEMBERSHIPS.c.partner.in_(organisations), holding_on(today)
    )
    in_own_right = (
        select(PERSON_MEMBERSHIPS.c.network)
        .join(PERSONS)
        .where(PERSON_MEMBERSHIPS.c.network.in_(networks), PERSONS.c.account == account, person_holding_on(today))
    )
    found = await connection.execute(select(or_(for_organisation.exists(), in_own_right.exists())))
    return bool(found.scalar())
