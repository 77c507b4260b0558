"""Reads what joins partners: who is a member where, who has agreed with whom, who sits in the same groups."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.ties import Ties, pairs_of
from services.dashboard.storage.circle_tables import GROUP_MEMBERSHIPS, WORKING_GROUPS
from services.dashboard.storage.lists.agreements import OVER
from services.dashboard.storage.overview import is_member
from services.dashboard.storage.tables import AGREEMENTS, MEMBERSHIPS, PARTNER_ALIASES, PARTNERS

MOST = 50_000


async def read_ties(connection: AsyncConnection, *, today: date) -> Ties:
    """Return the ties of a day; a partner that was merged counts as the one that is left."""
    partner = PARTNERS.c
    merged = {row.partner: row.stands_for for row in await connection.execute(_MERGED)}
    labels = {row.id: row.label for row in await connection.execute(select(partner.id, partner.label).limit(MOST))}
    return Ties(
        labels=labels,
        members=await _members(connection, merged, today),
        agreed=pairs_of(await _agreements(connection, merged)),
        grouped=pairs_of(await _groups(connection, merged, today)),
    )


async def _members(connection: AsyncConnection, merged: Mapping[UUID, UUID], today: date) -> dict[str, frozenset[UUID]]:
    member = MEMBERSHIPS.c
    query = select(member.network, member.partner).where(is_member(today)).order_by(member.network).limit(MOST)
    found: defaultdict[str, set[UUID]] = defaultdict(set)
    for row in await connection.execute(query):
        found[row.network].add(merged.get(row.partner, row.partner))
    return {network: frozenset(partners) for network, partners in found.items()}


async def _agreements(connection: AsyncConnection, merged: Mapping[UUID, UUID]) -> list[list[UUID]]:
    agreement = AGREEMENTS.c
    query = select(agreement.parties).where(agreement.state.not_in(OVER)).order_by(agreement.id).limit(MOST)
    return [[merged.get(party, party) for party in row.parties] for row in await connection.execute(query)]


async def _groups(connection: AsyncConnection, merged: Mapping[UUID, UUID], today: date) -> list[set[UUID]]:
    member, group = GROUP_MEMBERSHIPS.c, WORKING_GROUPS.c
    query = (
        select(member.working_group, member.partner)
        .join_from(GROUP_MEMBERSHIPS, WORKING_GROUPS, group.id == member.working_group)
        .where(or_(member.left_on.is_(None), member.left_on >= today))
        .where(or_(group.ended_on.is_(None), group.ended_on >= today))
        .order_by(member.working_group)
        .limit(MOST)
    )
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for row in await connection.execute(query):
        found[row.working_group].add(merged.get(row.partner, row.partner))
    return list(found.values())


_MERGED = (
    select(PARTNER_ALIASES.c.partner, PARTNER_ALIASES.c.stands_for)
    .where(~PARTNER_ALIASES.c.undone)
    .order_by(PARTNER_ALIASES.c.partner)
    .limit(MOST)
)
