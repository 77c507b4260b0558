"""Reads organisations as HSDS asks for them; one that was merged into another is told as that one."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    RowMapping,
    Select,
    Uuid,
    and_,
    any_,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.hsds.surroundings import Organisation
from services.offers.domain.hsds.wanted import WantedServices
from services.offers.domain.wording import plain_words
from services.offers.storage.aliases import survivors
from services.offers.storage.hsds.conditions import matching
from services.offers.storage.tables import KNOWN_MEMBERSHIPS, KNOWN_NETWORKS, KNOWN_PARTNERS, OFFERS, PARTNER_ALIASES

PARTNER = KNOWN_PARTNERS.c
YOUTH_OFFICE = "oeffentliche_jugendhilfe"


@dataclass(frozen=True, kw_only=True)
class WantedOrganizations:
    """`among` are the only ones that may be found; None lets all pass."""

    search: Sequence[str] = ()
    among: Collection[UUID] | None = None


async def count(connection: AsyncConnection, wanted: WantedOrganizations) -> int:
    """Return how many organisations pass."""
    return int(await connection.scalar(select(func.count()).select_from(KNOWN_PARTNERS).where(_passes(wanted))) or 0)


async def page(
    connection: AsyncConnection, wanted: WantedOrganizations, *, limit: int, offset: int
) -> list[Organisation]:
    """Return some of them, in the order of their ids."""
    query = select(KNOWN_PARTNERS).where(_passes(wanted)).order_by(PARTNER.id).limit(limit).offset(offset)
    return await _read(connection, query)


async def stretch(
    connection: AsyncConnection, wanted: WantedOrganizations, *, limit: int, after: str | None
) -> list[Organisation]:
    """Return the next ones behind an id."""
    query = select(KNOWN_PARTNERS).where(_passes(wanted)).order_by(PARTNER.id).limit(limit)
    return await _read(connection, query if after is None else query.where(PARTNER.id > UUID(after)))


async def some(connection: AsyncConnection, ids: Collection[UUID]) -> list[Organisation]:
    """Return those of the organisations that the registry has told of."""
    among = PARTNER.id == any_(literal(list(ids), ARRAY(Uuid)))
    return await _read(connection, select(KNOWN_PARTNERS).where(among).order_by(PARTNER.id))


async def that_offer(connection: AsyncConnection, wanted: WantedServices) -> frozenset[UUID]:
    """Return the organisations that stand today behind offers that pass."""
    query = select(OFFERS.c.organisation).where(matching(wanted)).distinct()
    makers = (await connection.execute(query)).scalars().all()
    return frozenset((await survivors(connection, makers)).values())


async def youth_office(connection: AsyncConnection) -> UUID | None:
    """Return the public youth office that belongs to nobody else, if there is exactly one."""
    query = select(PARTNER.id).where(
        PARTNER.partner_type == YOUTH_OFFICE, PARTNER.parent.is_(None), _stands_for_itself()
    )
    found = (await connection.execute(query.order_by(PARTNER.id).limit(2))).scalars().all()
    return found[0] if len(found) == 1 else None


def _passes(wanted: WantedOrganizations) -> ColumnElement[bool]:
    said = [_stands_for_itself()]
    if wanted.search:
        said.append(or_(*(_speaks_of(text) for text in wanted.search)))
    if wanted.among is not None:
        said.append(PARTNER.id == any_(literal(list(wanted.among), ARRAY(Uuid))))
    return and_(*said)


def _speaks_of(text: str) -> ColumnElement[bool]:
    told = func.lower(func.public.unaccent(PARTNER.label + " " + PARTNER.description))
    return and_(true(), *(told.contains(word, autoescape=True) for word in plain_words(text)))


def _stands_for_itself() -> ColumnElement[bool]:
    alias = PARTNER_ALIASES.c
    return ~exists().where(alias.partner == PARTNER.id, alias.undone.is_(False))


async def _read(connection: AsyncConnection, query: Select[Any]) -> list[Organisation]:
    rows = (await connection.execute(query)).mappings().all()
    quarters = await _quarters_of(connection, [row["id"] for row in rows if not row["description"]])
    return [_organisation(row, quarters.get(row["id"], ())) for row in rows]


async def _quarters_of(connection: AsyncConnection, partners: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
    """Return what the quarters are called to which those belong who have no description of their own."""
    if not partners:
        return {}
    member, network = KNOWN_MEMBERSHIPS.c, KNOWN_NETWORKS.c
    query = (
        select(member.partner, network.label)
        .join(KNOWN_NETWORKS, network.id == member.network)
        .where(member.partner == any_(literal(list(partners), ARRAY(Uuid))), member.left_on.is_(None))
        .order_by(network.label)
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for partner, label in await connection.execute(query):
        found[partner].append(label)
    return found


def _organisation(row: RowMapping, quarters: Sequence[str]) -> Organisation:
    return Organisation(
        id=str(row["id"]),
        label=row["label"],
        kind=row["kind"],
        parent=str(row["parent"]) if row["parent"] else None,
        description=row["description"],
        website=row["website"],
        address=row["address"],
        identifiers=row["identifiers"] or (),
        networks=quarters,
    )
