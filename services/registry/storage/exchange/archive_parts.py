"""What belongs to a network's archive: its tables in the order in which they can be filled, and which of their rows."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Table, or_, select, union

from services.registry.domain.exchange.archive import ArchiveRow
from services.registry.domain.wishes.wish import SMALLEST_CELL, coarse
from services.registry.storage.exchange.archive_part import ArchivePart, Belongs, of_network
from services.registry.storage.exchange.archived_people import PEOPLE_PARTS, partners_of_persons
from services.registry.storage.exchange.archived_projects import PROJECT_PARTS, leads_of_projects
from services.registry.storage.exchange.archived_work import WORK_PARTS, partners_at_work
from services.registry.storage.indicators.tables import (
    INDICATOR_SOURCES,
    INDICATOR_VALUE_HISTORY,
    INDICATOR_VALUES,
    INDICATORS,
)
from services.registry.storage.networks import NETWORK_HISTORY
from services.registry.storage.tables import (
    ANCHOR_SITES,
    AREAS,
    CONTACT_POINTS,
    LIFE_PHASES,
    MEMBERSHIP_HISTORY,
    MEMBERSHIPS,
    NETWORK_AREAS,
    NETWORKS,
    PARTNERS,
)
from services.registry.storage.wishes.tables import GIVERS, WISH_COUNTS


def _areas(network: str) -> Any:
    own = select(NETWORK_AREAS.c.area).where(NETWORK_AREAS.c.network == network)
    return union(own, select(ANCHOR_SITES.c.area).where(ANCHOR_SITES.c.network == network))


def _partners(network: str) -> Select[Any]:
    """Members, operators, givers and all who work with them, and the organisations above them, into which merged ones went included."""
    named = union(
        select(MEMBERSHIPS.c.partner.label("id")).where(MEMBERSHIPS.c.network == network),
        select(ANCHOR_SITES.c.operator).where(ANCHOR_SITES.c.network == network),
        select(CONTACT_POINTS.c.organisation).where(CONTACT_POINTS.c.network == network),
        select(GIVERS.c.partner).where(GIVERS.c.network == network),
        partners_of_persons(network),
        leads_of_projects(network),
        *partners_at_work(network),
    ).subquery()
    table = PARTNERS
    chain = select(table.c.id, table.c.parent, table.c.merged_into).join(named, named.c.id == table.c.id)
    reached = chain.cte("reached", recursive=True)
    above = select(table.c.id, table.c.parent, table.c.merged_into).join(
        reached, or_(table.c.id == reached.c.parent, table.c.id == reached.c.merged_into)
    )
    return select(reached.union(above).c.id)


def _values(table: Table) -> Belongs:
    return lambda network: table.c.area.in_(_areas(network))


def _figures(network: str) -> ColumnElement[bool]:
    return (WISH_COUNTS.c.network == network) & (WISH_COUNTS.c.count >= SMALLEST_CELL)


def _rounded(row: ArchiveRow) -> ArchiveRow:
    """An archive goes from hand to hand, so it holds the same round figures as everything that leaves."""
    return {**row, "count": coarse(row["count"])}


PARTS = (
    ArchivePart(table=LIFE_PHASES),
    ArchivePart(table=AREAS, belongs=lambda network: AREAS.c.id.in_(_areas(network))),
    ArchivePart(table=NETWORKS, belongs=of_network(NETWORKS, "id")),
    ArchivePart(table=NETWORK_HISTORY, belongs=of_network(NETWORK_HISTORY, "id")),
    ArchivePart(table=NETWORK_AREAS, belongs=of_network(NETWORK_AREAS)),
    ArchivePart(table=PARTNERS, belongs=lambda network: PARTNERS.c.id.in_(_partners(network))),
    ArchivePart(table=MEMBERSHIPS, belongs=of_network(MEMBERSHIPS)),
    ArchivePart(table=MEMBERSHIP_HISTORY, belongs=of_network(MEMBERSHIP_HISTORY)),
    ArchivePart(table=ANCHOR_SITES, belongs=of_network(ANCHOR_SITES)),
    ArchivePart(table=CONTACT_POINTS, belongs=of_network(CONTACT_POINTS)),
    ArchivePart(table=INDICATORS),
    ArchivePart(table=INDICATOR_SOURCES),
    ArchivePart(table=INDICATOR_VALUES, belongs=_values(INDICATOR_VALUES)),
    ArchivePart(table=INDICATOR_VALUE_HISTORY, belongs=_values(INDICATOR_VALUE_HISTORY)),
    ArchivePart(table=WISH_COUNTS, belongs=_figures, told=_rounded),
    ArchivePart(table=GIVERS, belongs=of_network(GIVERS)),
    *PEOPLE_PARTS,
    *PROJECT_PARTS,
    *WORK_PARTS,
)
