"""What the registry's events told: which networks and organisations exist, who is a member where."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Text, Uuid, any_, exists, literal, or_, select
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


async def known_networks(connection: AsyncConnection, networks: Collection[str]) -> frozenset[str]:
    """Return those of the networks of which the registry has told."""
    query = select(KNOWN_NETWORKS.c.id).where(KNOWN_NETWORKS.c.id == any_(literal(list(networks), ARRAY(Text))))
    return frozenset((await connection.execute(query)).scalars())


async def known_organisations(connection: AsyncConnection, organisations: Collection[UUID]) -> frozenset[UUID]:
    """Return those of the organisations of which the registry has told."""
    query = select(KNOWN_PARTNERS.c.id).where(KNOWN_PARTNERS.c.id == any_(literal(list(organisations), ARRAY(Uuid))))
    return frozenset((await connection.execute(query)).scalars())


async def networks_of(
    connection: AsyncConnection, organisations: Collection[UUID], *, on: date
) -> frozenset[tuple[UUID, str]]:
    """Return in which networks the organisations are members on a day."""
    member = KNOWN_MEMBERSHIPS.c
    query = select(member.partner, member.network).where(
        member.partner == any_(literal(list(organisations), ARRAY(Uuid))), *_holds_on(on)
    )
    return frozenset((row.partner, row.network) for row in await connection.execute(query))


async def is_member(connection: AsyncConnection, organisation: UUID, *, network: str, on: date) -> bool:
    """Tell whether the organisation is a member of the network on a day; the day of leaving is the last one."""
    member = KNOWN_MEMBERSHIPS.c
    holds = exists().where(member.network == network, member.partner == organisation, *_holds_on(on))
    return bool(await connection.scalar(select(holds)))


def _holds_on(day: date) -> tuple[ColumnElement[bool], ...]:
    member = KNOWN_MEMBERSHIPS.c
    return (
        or_(member.joined_on.is_(None), member.joined_on <= day),
        or_(member.left_on.is_(None), member.left_on >= day),
    )


async def speakers(connection: AsyncConnection) -> tuple[Speaker, ...]:
    """Return the announced sources of offers."""
    sources = (await announced(connection)).by_name.values()
    return tuple(
        Speaker(source.source, source.networks, source.speaks_for_the_rest, source.since)
        for source in sources
        if source.producer == PRODUCER
    )
