"""Finds offers by the marks they share with another one, the most telling first."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.offer_status import Status
from services.offers.storage.double_structures.tables import OFFER_MARKS, OFFERS_COMPARED
from services.offers.storage.tables import OFFERS

_MARK, _COMPARED = OFFER_MARKS.c, OFFERS_COMPARED.c


async def keep(
    connection: AsyncConnection, offer: UUID, marks: Mapping[str, float], *, network: str, version: int
) -> None:
    """Replace an offer's marks by those of a version."""
    await connection.execute(delete(OFFER_MARKS).where(_MARK.offer == offer))
    rows = [{"offer": offer, "mark": mark, "network": network, "weight": weight} for mark, weight in marks.items()]
    if rows:
        await connection.execute(insert(OFFER_MARKS), rows)
    marked = insert(OFFERS_COMPARED).values(offer=offer, marked_version=version)
    await connection.execute(
        marked.on_conflict_do_update(index_elements=[_COMPARED.offer], set_={"marked_version": version})
    )


async def sharing_most(
    connection: AsyncConnection, marks: Mapping[str, float], *, network: str, without: UUID | None, most: int
) -> list[UUID]:
    """Return the offers of a network that share the most telling marks."""
    shared = select(_MARK.offer).where(_MARK.network == network, _MARK.mark.in_(list(marks)))
    if without is not None:
        shared = shared.where(_MARK.offer != without)
    ordered = shared.group_by(_MARK.offer).order_by(func.sum(_MARK.weight).desc(), _MARK.offer)
    return list((await connection.execute(ordered.limit(most))).scalars())


async def unmarked(connection: AsyncConnection, *, most: int) -> list[UUID]:
    """Return published offers whose marks are missing or of an older version."""
    return await _behind(connection, or_(_COMPARED.offer.is_(None), _COMPARED.marked_version < OFFERS.c.version), most)


async def uncompared(connection: AsyncConnection, *, most: int) -> list[UUID]:
    """Return published offers that were not compared in their present version."""
    behind = or_(_COMPARED.compared_version.is_(None), _COMPARED.compared_version < OFFERS.c.version)
    return await _behind(connection, behind, most)


async def _behind(connection: AsyncConnection, condition: object, most: int) -> list[UUID]:
    query = select(OFFERS.c.id).outerjoin(OFFERS_COMPARED, _COMPARED.offer == OFFERS.c.id)
    published = query.where(OFFERS.c.status == Status.PUBLISHED.value, condition)  # type: ignore[arg-type]  # a condition of SQL
    return list((await connection.execute(published.order_by(OFFERS.c.id).limit(most))).scalars())


async def compared(connection: AsyncConnection, versions: Mapping[UUID, int]) -> None:
    """Remember in which version offers were compared."""
    rows = [
        {"offer": offer, "marked_version": version, "compared_version": version} for offer, version in versions.items()
    ]
    statement = insert(OFFERS_COMPARED)
    renewed = {"compared_version": statement.excluded.compared_version}
    await connection.execute(statement.on_conflict_do_update(index_elements=[_COMPARED.offer], set_=renewed), rows)
