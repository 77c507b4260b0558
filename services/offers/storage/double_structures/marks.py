"""Finds offers by the marks they share with another one, the most telling first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.offer_status import Status
from services.offers.storage.double_structures.tables import OFFER_MARKS, OFFERS_COMPARED
from services.offers.storage.tables import OFFERS

_MARK, _COMPARED = OFFER_MARKS.c, OFFERS_COMPARED.c
# One statement, for every saved offer pays it.
_KEEP = text("""
WITH told AS (
    SELECT * FROM unnest(
        CAST(:offers AS uuid[]), CAST(:marks AS text[]), CAST(:networks AS text[]), CAST(:weights AS double precision[])
    ) AS told (offer, mark, network, weight)
), gone AS (
    DELETE FROM offer_marks WHERE offer = ANY(CAST(:marked AS uuid[]))
    AND NOT EXISTS (SELECT FROM told WHERE told.offer = offer_marks.offer AND told.mark = offer_marks.mark)
), kept AS (
    INSERT INTO offer_marks (offer, mark, network, weight) SELECT offer, mark, network, weight FROM told
    ON CONFLICT (offer, mark) DO UPDATE SET network = excluded.network, weight = excluded.weight
)
INSERT INTO offers_compared (offer, marked_version)
SELECT * FROM unnest(CAST(:marked AS uuid[]), CAST(:versions AS integer[]))
ON CONFLICT (offer) DO UPDATE SET marked_version = excluded.marked_version
""")


@dataclass(frozen=True, kw_only=True)
class MarkedOffer:
    """An offer's marks with their weights, in one of its versions."""

    offer: UUID
    version: int
    network: str
    marks: Mapping[str, float]


async def keep(connection: AsyncConnection, marked: Sequence[MarkedOffer]) -> None:
    """Replace the marks of offers."""
    told = [(each.offer, mark, each.network, weight) for each in marked for mark, weight in each.marks.items()]
    offers, marks, networks, weights = zip(*told, strict=True) if told else ((), (), (), ())
    await connection.execute(
        _KEEP,
        {
            "marked": [each.offer for each in marked],
            "versions": [each.version for each in marked],
            "offers": list(offers),
            "marks": list(marks),
            "networks": list(networks),
            "weights": list(weights),
        },
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
