"""How many published offers a network has in each life phase; an offer counts in every phase it reaches into."""

from dataclasses import dataclass

from sqlalchemy import RowMapping, and_, func, select
from sqlalchemy.dialects.postgresql import INT4RANGE
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.ages import Ages
from services.offers.domain.offer_status import Status
from services.offers.storage.tables import KNOWN_LIFE_PHASES, OFFERS

MOST_PHASES = 100


@dataclass(frozen=True)
class PhaseCount:
    """A life phase and its number of published offers."""

    key: str
    label: str
    ages: Ages
    offers: int


async def count_published(connection: AsyncConnection, network: str) -> int:
    """Return how many offers of the network are published."""
    published = (OFFERS.c.network == network, OFFERS.c.status == Status.PUBLISHED.value)
    return await connection.scalar(select(func.count()).select_from(OFFERS).where(*published)) or 0


async def count_by_phase(connection: AsyncConnection, network: str) -> tuple[PhaseCount, ...]:
    """Return the counts in the order of the life phases."""
    phase = KNOWN_LIFE_PHASES.c
    interval = func.int4range(phase.min_months, phase.max_months, type_=INT4RANGE)
    counted = and_(
        OFFERS.c.network == network, OFFERS.c.status == Status.PUBLISHED.value, OFFERS.c.ages.overlaps(interval)
    )
    number = select(func.count()).select_from(OFFERS).where(counted).correlate(KNOWN_LIFE_PHASES).scalar_subquery()
    query = select(KNOWN_LIFE_PHASES, number.label("offers")).order_by(phase.place_in_order, phase.key)
    rows = (await connection.execute(query.limit(MOST_PHASES))).mappings()
    return tuple(_count(row) for row in rows)


def _count(row: RowMapping) -> PhaseCount:
    return PhaseCount(row["key"], row["label"], Ages(row["min_months"], row["max_months"]), row["offers"])
