"""Projects with who pays for them until when, and what would be missing without."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.listing import MOST_ROWS, Row
from services.dashboard.storage.overview import PUBLISHED
from services.dashboard.storage.tables import FUNDINGS, OFFERS, PROJECTS


async def read_fundings(connection: AsyncConnection, *, today: date) -> list[Row]:
    """Return the fundings that have not ended, the next end first; `days` are those that are left."""
    funding, project = FUNDINGS.c, PROJECTS.c
    query = (
        select(
            funding.id,
            funding.source,
            funding.amount_cents,
            funding.ends_on,
            project.id.label("project"),
            project.label,
            project.networks,
        )
        .join_from(FUNDINGS, PROJECTS, project.id == funding.project)
        .where(~funding.withdrawn, funding.ends_on.is_(None) | (funding.ends_on >= today))
        .order_by(funding.ends_on.nulls_last(), project.sort_key, funding.id)
        .limit(MOST_ROWS)
    )
    rows = (await connection.execute(query)).all()
    offers = await _offers_by_project(connection)
    return [
        {
            "id": row.id,
            "project_id": row.project,
            "project": row.label,
            "source": row.source,
            "euros": row.amount_cents // 100 if row.amount_cents is not None else None,
            "ends_on": row.ends_on,
            "days": (row.ends_on - today).days if row.ends_on is not None else None,
            "offers": offers.get(row.project, 0),
            "quarters": tuple(row.networks),
        }
        for row in rows
    ]


async def read_projects(connection: AsyncConnection, *, today: date) -> list[Row]:
    """Return the portfolio by name; `funded_until` is the last day that anybody pays for."""
    project = PROJECTS.c
    funded = (
        select(FUNDINGS.c.project, func.max(FUNDINGS.c.ends_on).label("until"))
        .where(~FUNDINGS.c.withdrawn, FUNDINGS.c.ends_on.is_not(None))
        .group_by(FUNDINGS.c.project)
        .subquery()
    )
    query = (
        select(PROJECTS, funded.c.until)
        .select_from(PROJECTS.outerjoin(funded, funded.c.project == project.id))
        .order_by(project.sort_key, project.id)
        .limit(MOST_ROWS)
    )
    offers = await _offers_by_project(connection)
    return [
        {
            "project_id": row["id"],
            "project": row["label"],
            "kind": row["kind"],
            "state": row["state"],
            "sites": row["running_sites"],
            "transfers": row["running_transfers"],
            "offers": offers.get(row["id"], 0),
            "ends_on": row["ends_on"],
            "funded_until": row["until"],
            "days": (row["until"] - today).days if row["until"] is not None else None,
            "quarters": tuple(row["networks"]),
        }
        for row in (await connection.execute(query)).mappings()
    ]


async def _offers_by_project(connection: AsyncConnection) -> dict[object, int]:
    offer = OFFERS.c
    query = (
        select(offer.project, func.count().label("offers"))
        .where(offer.project.is_not(None), offer.status == PUBLISHED)
        .group_by(offer.project)
    )
    return {row.project: row.offers for row in await connection.execute(query)}
