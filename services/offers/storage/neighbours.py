"""What the registry's events told: which networks and organisations exist, who is a member where."""

from datetime import date
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.speaking import Speaker
from services.offers.storage.tables import KNOWN_MEMBERSHIPS, KNOWN_NETWORKS, KNOWN_PARTNERS
from shared.messaging.sources import announced

PRODUCER = "offers"


async def knows_network(connection: AsyncConnection, network: str) -> bool:
    """Tell whether the registry has told of this network."""
    return bool(await connection.scalar(select(exists().where(KNOWN_NETWORKS.c.id == network))))


async def knows_organisation(connection: AsyncConnection, organisation: UUID) -> bool:
    """Tell whether the registry has told of this organisation."""
    return bool(await connection.scalar(select(exists().where(KNOWN_PARTNERS.c.id == organisation))))


async def is_member(connection: AsyncConnection, organisation: UUID, *, network: str, on: date) -> bool:
    """Tell whether the organisation is a member of the network on a day; the day of leaving is the last one."""
    member = KNOWN_MEMBERSHIPS.c
    holds = exists().where(
        member.network == network,
        member.partner == organisation,
        or_(member.joined_on.is_(None), member.joined_on <= on),
        or_(member.left_on.is_(None), member.left_on >= on),
    )
    return bool(await connection.scalar(select(holds)))


async def speakers(connection: AsyncConnection) -> tuple[Speaker, ...]:
    """Return the announced sources of offers."""
    sources = (await announced(connection)).by_name.values()
    return tuple(
        Speaker(source.source, source.networks, source.speaks_for_the_rest, source.since)
        for source in sources
        if source.producer == PRODUCER
    )
