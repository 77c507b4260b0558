"""Reads all quarters and counts their offers in one scan, however many there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.coverage import Cell
from services.dashboard.domain.overview import Area, Network, Overview, Phase, Quarter
from services.dashboard.storage.tables import ANCHOR_SITES, AREAS, LIFE_PHASES, MEMBERSHIPS, NETWORKS, OFFERS

MOST_NETWORKS = 1000
MOST_AREAS = 2000
MOST_PHASES = 100
PUBLISHED = "published"
SMALLEST, LARGEST = -(2**31), 2**31 - 1


@dataclass
class _Figures:
    """What is counted in one network."""

    offers: int = 0
    bridges: int = 0
    partners: int = 0
    anchor_sites: int = 0
    by_phase: dict[str, int] = field(default_factory=dict)


async def read_overview(connection: AsyncConnection, *, today: date) -> Overview:
    """Return the whole picture; offers of networks not known yet are left out until they are."""
    phases = await read_phases(connection)
    areas = await _areas(connection)
    networks = [Network(**row) for row in (await connection.execute(_NETWORKS)).mappings()]
    figures = await _figures(connection, phases, today)
    on_the_list = tuple(
        area for area, first, last in areas if first <= today.year and (last is None or today.year <= last)
    )
    labels = {area.id: area.label for area, _, _ in areas}
    return Overview(
        phases=phases,
        quarters=tuple(_quarter(network, figures[network.id], phases, labels) for network in networks),
        areas=on_the_list,
        partners=await connection.scalar(select(func.count(MEMBERSHIPS.c.partner.distinct())).where(is_member(today)))
        or 0,
    )


async def read_phases(connection: AsyncConnection) -> tuple[Phase, ...]:
    """Return the life phases in their order."""
    phase = LIFE_PHASES.c
    query = select(phase.key, phase.label, phase.min_months, phase.max_months)
    rows = await connection.execute(query.order_by(phase.place_in_order, phase.key).limit(MOST_PHASES))
    return tuple(Phase(*row) for row in rows)


def is_member(today: date) -> ColumnElement[bool]:
    """Return the condition on a membership that it holds on a day; the day of leaving is the last one."""
    member = MEMBERSHIPS.c
    return and_(
        or_(member.joined_on.is_(None), member.joined_on <= today),
        or_(member.left_on.is_(None), member.left_on >= today),
    )


def _quarter(network: Network, figures: _Figures, phases: tuple[Phase, ...], labels: Mapping[str, str]) -> Quarter:
    return Quarter(
        network=network,
        areas=tuple(labels.get(area, area) for area in network.areas),
        cells=tuple(
            Cell(phase.key, figures.by_phase.get(phase.key, 0), is_expected=network.has_chain) for phase in phases
        ),
        offers=figures.offers,
        bridges=figures.bridges,
        partners=figures.partners,
        anchor_sites=figures.anchor_sites,
    )


def _counts(phases: Sequence[Phase]) -> Select[Any]:
    """Count in one scan, a filter a phase: joining phases to offers takes five times as long."""
    published = OFFERS.c.status == PUBLISHED
    by_phase = [func.count().filter(reaches_into(phase)) for phase in phases]
    counts = (func.count(), func.count().filter(OFFERS.c.bridge), *by_phase)
    return select(OFFERS.c.network, *counts).where(published).group_by(OFFERS.c.network)


def reaches_into(phase: Phase) -> ColumnElement[bool]:
    """Return the condition on an offer that it is for some age of a phase; half-open, a missing bound is open."""
    ages = []
    if phase.max_months is not None:
        ages.append(func.coalesce(OFFERS.c.min_months, SMALLEST) < phase.max_months)
    if phase.min_months is not None:
        ages.append(func.coalesce(OFFERS.c.max_months, LARGEST) > phase.min_months)
    return and_(true(), *ages)


async def _areas(connection: AsyncConnection) -> list[tuple[Area, int, int | None]]:
    area = AREAS.c
    query = select(area.id, area.label, area.kind, area.district, area.valid_from, area.valid_to)
    rows = await connection.execute(query.order_by(area.sort_key, area.id).limit(MOST_AREAS))
    return [(Area(*row[:4]), row.valid_from, row.valid_to) for row in rows]


async def _figures(connection: AsyncConnection, phases: Sequence[Phase], today: date) -> Mapping[str, _Figures]:
    figures: defaultdict[str, _Figures] = defaultdict(_Figures)
    for network, offers, bridges, *by_phase in await connection.execute(_counts(phases)):
        counted = zip(phases, by_phase, strict=True)
        figures[network] = _Figures(offers, bridges, by_phase={phase.key: count for phase, count in counted})
    members = select(MEMBERSHIPS.c.network, func.count()).where(is_member(today)).group_by(MEMBERSHIPS.c.network)
    for network, partners in await connection.execute(members):
        figures[network].partners = partners
    for network, sites in await connection.execute(_SITES):
        figures[network].anchor_sites = sites
    return figures


_NETWORKS = (
    select(
        NETWORKS.c.id,
        NETWORKS.c.label,
        NETWORKS.c.short_label,
        NETWORKS.c.status,
        NETWORKS.c.areas,
        NETWORKS.c.since,
        NETWORKS.c.restarted,
        NETWORKS.c.languages,
    )
    .order_by(NETWORKS.c.sort_key, NETWORKS.c.id)
    .limit(MOST_NETWORKS)
)
_SITES = (
    select(ANCHOR_SITES.c.network, func.count())
    .where(ANCHOR_SITES.c.network.is_not(None))
    .group_by(ANCHOR_SITES.c.network)
)
