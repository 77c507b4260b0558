"""How the catalogue is kept and used: freshness, double structures, searches in vain, and whom announcements reached."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.listing import MOST_ROWS, Row
from services.dashboard.storage.chain_tables import DOUBLE_STRUCTURES
from services.dashboard.storage.offer_freshness_tables import NETWORK_FRESHNESS, RECHECKS
from services.dashboard.storage.search_tables import MISSED_SEARCHES
from services.dashboard.storage.tables import NETWORKS, OFFER_ANNOUNCEMENTS, OFFERS


async def read_network_freshness(connection: AsyncConnection, *, today: date) -> list[Row]:
    """Return the quarters, the smallest share of fresh offers first; `asked` counts offers whose owners were asked in vain so far."""
    fresh, recheck = NETWORK_FRESHNESS.c, RECHECKS.c
    asked = (
        select(recheck.network, func.count().label("asked"), func.min(recheck.due_on).label("oldest"))
        .where(recheck.due_on < today)
        .group_by(recheck.network)
        .subquery()
    )
    share = fresh.fresh * 100 / func.nullif(fresh.published, 0)
    query = (
        select(
            fresh.network,
            fresh.published,
            fresh.fresh,
            fresh.overdue,
            share.label("share"),
            asked.c.asked,
            asked.c.oldest,
        )
        .select_from(NETWORK_FRESHNESS.outerjoin(asked, asked.c.network == fresh.network))
        .order_by(share.nulls_last(), fresh.network)
        .limit(MOST_ROWS)
    )
    return [
        {
            "quarter": row.network,
            "published": row.published,
            "fresh": row.fresh,
            "share": round(row.share) if row.share is not None else None,
            "overdue": row.overdue,
            "asked": row.asked or 0,
            "oldest": row.oldest,
        }
        for row in await connection.execute(query)
    ]


async def read_double_structures(connection: AsyncConnection, *, today: date) -> list[Row]:
    """Return pairs of offers for the same need, those that nobody has decided about first."""
    del today
    pair = DOUBLE_STRUCTURES.c
    one, other = OFFERS.alias("one"), OFFERS.alias("other")
    query = (
        select(
            pair.network,
            pair.verdict,
            pair.proposal,
            pair.state,
            one.c.title.label("one"),
            other.c.title.label("other"),
        )
        .select_from(
            DOUBLE_STRUCTURES.outerjoin(one, one.c.id == pair.one_offer).outerjoin(
                other, other.c.id == pair.other_offer
            )
        )
        .order_by(pair.state != "open", pair.network, pair.id)
        .limit(MOST_ROWS)
    )
    return [
        {
            "quarter": row.network,
            "one": row.one,
            "other": row.other,
            "verdict": row.verdict,
            "proposal": row.proposal,
            "state": row.state,
        }
        for row in await connection.execute(query)
    ]


async def read_missed_searches(connection: AsyncConnection, *, today: date) -> list[Row]:
    """Return what was looked for in vain, the most frequent first; never fewer than five."""
    del today
    missed = MISSED_SEARCHES.c
    query = (
        select(missed.network.label("quarter"), missed.words, missed.at_least)
        .order_by(missed.at_least.desc(), missed.words, missed.id)
        .limit(MOST_ROWS)
    )
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def read_reach(connection: AsyncConnection, *, today: date) -> list[Row]:
    """Return how many announcements each quarter's offers had; a number of recipients below five is never told."""
    del today
    told = OFFER_ANNOUNCEMENTS.c
    query = (
        select(
            told.network.label("quarter"),
            func.count().label("announced"),
            func.count(told.recipients).label("counted"),
            func.sum(told.recipients).label("recipients"),
        )
        .select_from(OFFER_ANNOUNCEMENTS.outerjoin(NETWORKS, NETWORKS.c.id == told.network))
        .group_by(told.network, NETWORKS.c.sort_key)
        .order_by(NETWORKS.c.sort_key.nulls_last(), told.network)
        .limit(MOST_ROWS)
    )
    return [{**row, "few": row["announced"] - row["counted"]} for row in (await connection.execute(query)).mappings()]
