"""The chains of all quarters: holes, thin spots, transitions that nothing carries, and what is needed beside what there is."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.listing import MOST_ROWS, Row
from services.dashboard.storage.chain_tables import CHAINS
from services.dashboard.storage.social_space_tables import WISH_FIGURES

MOST_CHAINS = 5000


async def read_weak_spots(connection: AsyncConnection, *, today: date) -> list[Row]:
    """Return holes before thin spots, those that concern most children first."""
    del today
    query = select(CHAINS.c.network, CHAINS.c.theme, CHAINS.c.state).order_by(CHAINS.c.network, CHAINS.c.theme)
    spots = [
        spot
        for row in await connection.execute(query.limit(MOST_CHAINS))
        for spot in _spots(row.network, row.theme, row.state)
    ]
    spots.sort(key=lambda spot: (spot["kind"] != "hole", -(spot["children"] or 0), -spot["months"]))
    return [*spots[:MOST_ROWS]]


async def read_needs(connection: AsyncConnection, *, today: date) -> list[Row]:
    """Return each quarter's themes with what families wish and what there is, most wishes and longest holes first."""
    del today
    wish, chain = WISH_FIGURES.c, CHAINS.c
    wishes = (
        select(wish.network, wish.theme, func.sum(wish.at_least).label("wishes"))
        .group_by(wish.network, wish.theme)
        .subquery()
    )
    joined = CHAINS.outerjoin(wishes, (wishes.c.network == chain.network) & (wishes.c.theme == chain.theme), full=True)
    query = (
        select(
            func.coalesce(chain.network, wishes.c.network).label("quarter"),
            func.coalesce(chain.theme, wishes.c.theme).label("theme"),
            wishes.c.wishes,
            func.coalesce(chain.offers, 0).label("offers"),
            chain.hole_months,
            chain.thin_months,
            chain.unsecured_transitions.label("unsecured"),
        )
        .select_from(joined)
        .order_by(wishes.c.wishes.desc().nulls_last(), chain.hole_months.desc().nulls_last(), "quarter", "theme")
        .limit(MOST_ROWS)
    )
    return [dict(row) for row in (await connection.execute(query)).mappings()]


def _spots(network: str, theme: str, state: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for kind, key in (("hole", "holes"), ("thin", "thin_spots")):
        for spot in state.get(key, ()):
            first, last = spot["ages"].get("min_months", 0), spot["ages"].get("max_months", 0)
            yield {
                "quarter": network,
                "theme": theme,
                "kind": spot.get("reason", kind) if kind == "thin" else kind,
                "from_months": first,
                "to_months": last,
                "months": last - first,
                "children": spot.get("children"),
                "until": date.fromisoformat(spot["until"]) if spot.get("until") else None,
            }
