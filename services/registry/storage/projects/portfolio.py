"""The portfolio by its ends: which project or which funding ends when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, RowMapping, Text, Uuid, and_, cast, null, select, true, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.selectable import Subquery

from services.registry.domain.projects.life import AHEAD
from services.registry.storage.keyset import Window
from services.registry.storage.projects.tables import FUNDINGS, PROJECTS


@dataclass(frozen=True, kw_only=True)
class PortfolioEnd:
    """The end of a project, or with `funding` that of its funding; `id` is of what ends."""

    id: UUID
    project: UUID
    label: str
    kind: str
    state: str
    networks: tuple[str, ...]
    ends_on: date
    funding: UUID | None
    source: str | None
    amount_cents: int | None


async def ends(
    connection: AsyncConnection, window: Window, *, networks: frozenset[str] | None, since: date, until: date
) -> Sequence[PortfolioEnd]:
    """Return what ends between two days, the earliest first; of some networks, or with None of all."""
    what = _ends(and_(_of(networks), PROJECTS.c.state.in_(sorted(AHEAD))), since=since, until=until)
    # A cursor carries no dates; as text of ISO 8601 they have the same order.
    query = window.of(select(what), cast(what.c.ends_on, Text), what.c.id)
    return [_end(row) for row in (await connection.execute(query)).mappings()]


def _of(networks: frozenset[str] | None) -> ColumnElement[bool]:
    return true() if networks is None else PROJECTS.c.networks.overlap(cast(sorted(networks), ARRAY(Text)))


def _ends(condition: ColumnElement[bool], *, since: date, until: date) -> Subquery:
    about = (PROJECTS.c.label, PROJECTS.c.kind, PROJECTS.c.state, PROJECTS.c.networks)
    of_projects = select(
        PROJECTS.c.id,
        PROJECTS.c.id.label("project"),
        *about,
        PROJECTS.c.ends_on,
        cast(null(), Uuid).label("funding"),
        cast(null(), Text).label("source"),
        cast(null(), BigInteger).label("amount_cents"),
    ).where(condition, PROJECTS.c.ends_on.between(since, until))
    of_fundings = (
        select(
            FUNDINGS.c.id,
            FUNDINGS.c.project,
            *about,
            FUNDINGS.c.ends_on,
            FUNDINGS.c.id,
            FUNDINGS.c.source,
            FUNDINGS.c.amount_cents,
        )
        .join(PROJECTS, PROJECTS.c.id == FUNDINGS.c.project)
        .where(condition, FUNDINGS.c.withdrawn.is_(False), FUNDINGS.c.ends_on.between(since, until))
    )
    return union_all(of_projects, of_fundings).subquery("ends")


def _end(row: RowMapping) -> PortfolioEnd:
    return PortfolioEnd(**{**row, "networks": tuple(row["networks"])})
