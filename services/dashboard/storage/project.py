"""Reads one project: who pays for it, which offers it carries, and what would be missing without them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.overview import Phase
from services.dashboard.domain.what_if import Loss, Spot, losses
from services.dashboard.storage.overview import PUBLISHED, reaches_into, read_phases
from services.dashboard.storage.tables import FUNDINGS, OFFERS, PROJECTS

MOST_FUNDINGS = 200
MOST_OFFERS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """Who pays, how much, until when."""

    source: str
    amount_cents: int | None
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOffer:
    """A published offer that belongs to the project."""

    id: UUID
    title: str
    network: str
    min_months: int | None
    max_months: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project with everything that hangs on it."""

    label: str
    kind: str
    state: str
    networks: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    fundings: tuple[Funding, ...]
    offers: tuple[CarriedOffer, ...]
    losses: tuple[Loss, ...]

    @property
    def last_day(self) -> date | None:
        """Return the last day that anybody pays for, None while one funding is open-ended or there is none."""
        ends = [funding.ends_on for funding in self.fundings]
        return max((day for day in ends if day is not None), default=None) if None not in ends else None


async def read_project(connection: AsyncConnection, project_id: UUID) -> Project | None:
    """Return the project, None for one that nobody has told of."""
    query = select(PROJECTS).where(PROJECTS.c.id == project_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    if row is None:
        return None
    return Project(
        label=row["label"],
        kind=row["kind"],
        state=row["state"],
        networks=tuple(row["networks"]),
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        fundings=await _fundings(connection, project_id),
        offers=await _offers(connection, project_id),
        losses=await _losses(connection, project_id),
    )


async def _fundings(connection: AsyncConnection, project_id: UUID) -> tuple[Funding, ...]:
    funding = FUNDINGS.c
    query = (
        select(funding.source, funding.amount_cents, funding.starts_on, funding.ends_on)
        .where(funding.project == project_id, ~funding.withdrawn)
        .order_by(funding.ends_on.nulls_last(), funding.id)
        .limit(MOST_FUNDINGS)
    )
    return tuple(Funding(**row) for row in (await connection.execute(query)).mappings())


async def _offers(connection: AsyncConnection, project_id: UUID) -> tuple[CarriedOffer, ...]:
    offer = OFFERS.c
    query = (
        select(offer.id, offer.title, offer.network, offer.min_months, offer.max_months)
        .where(offer.project == project_id, offer.status == PUBLISHED)
        .order_by(offer.network, offer.sort_key, offer.id)
        .limit(MOST_OFFERS)
    )
    return tuple(CarriedOffer(**row) for row in (await connection.execute(query)).mappings())


async def _losses(connection: AsyncConnection, project_id: UUID) -> tuple[Loss, ...]:
    phases = await read_phases(connection)
    gone = await _spots(connection, phases, project_id)
    networks = sorted({network for network, _, _ in gone})
    before = await _spots(connection, phases, None, networks=networks) if gone else {}
    return losses(phases, before, gone)


async def _spots(
    connection: AsyncConnection, phases: Sequence[Phase], project_id: UUID | None, *, networks: Sequence[str] = ()
) -> Mapping[Spot, int]:
    """Count offers by network, theme and life phase: those of a project, or all of some networks."""
    theme = func.unnest(OFFERS.c.themes).column_valued("theme", joins_implicitly=True)
    by_phase = [func.count().filter(reaches_into(phase)) for phase in phases]
    wanted = OFFERS.c.project == project_id if project_id is not None else OFFERS.c.network.in_(networks)
    query = (
        select(OFFERS.c.network, theme, *by_phase)
        .where(OFFERS.c.status == PUBLISHED, wanted)
        .group_by(OFFERS.c.network, theme)
    )
    return {
        (network, theme, phase.key): offers
        for network, theme, *counts in await connection.execute(query)
        for phase, offers in zip(phases, counts, strict=True)
        if offers
    }
