"""Which keys visible offers use, and which life phases there are: the terms of our taxonomies."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.hsds.surroundings import Phase
from services.offers.domain.hsds.taxonomies import ACCESSIBILITY, TARGET_GROUPS, THEMES, Term, all_terms
from services.offers.domain.terms import Accessibility
from services.offers.storage.hsds.conditions import IS_VISIBLE
from services.offers.storage.tables import KNOWN_LIFE_PHASES, OFFERS

MOST_PHASES = 100
MOST_KEYS = 1_000


async def life_phases(connection: AsyncConnection) -> Sequence[Phase]:
    """Return the life phases in their order."""
    phase = KNOWN_LIFE_PHASES.c
    query = select(KNOWN_LIFE_PHASES).order_by(phase.place_in_order, phase.key).limit(MOST_PHASES)
    rows = (await connection.execute(query)).all()
    return [Phase(key=row.key, label=row.label, min_months=row.min_months, max_months=row.max_months) for row in rows]


async def every_term(connection: AsyncConnection) -> list[Term]:
    """Return all terms, the taxonomies in their order and the terms by their keys."""
    return list(all_terms(await life_phases(connection), await _keys_in_use(connection)))


async def _keys_in_use(connection: AsyncConnection) -> Mapping[str, Sequence[str]]:
    return {
        THEMES.key: await _distinct(connection, "themes"),
        TARGET_GROUPS.key: await _distinct(connection, "target_groups"),
        ACCESSIBILITY.key: [feature.value for feature in Accessibility],
    }


async def _distinct(connection: AsyncConnection, name: str) -> Sequence[str]:
    key = func.unnest(OFFERS.c[name]).label("key")
    used = select(key).where(IS_VISIBLE).subquery()
    return (
        (await connection.execute(select(used.c.key).distinct().order_by(used.c.key).limit(MOST_KEYS))).scalars().all()
    )
