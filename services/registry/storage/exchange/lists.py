"""The lists that can be taken out as files.

What is not named here never leaves: accounts, drafts, persons without consent, and what was said in meetings.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, or_, select

from services.registry.domain.wishes.wish import SMALLEST_CELL, coarse
from services.registry.storage.agreements.tables import AGREEMENT_TEMPLATES, AGREEMENTS
from services.registry.storage.bodies.tables import BODIES, BODY_MEMBERS
from services.registry.storage.circles.tables import CIRCLES, DECISIONS, MEETINGS, TASKS
from services.registry.storage.groups.tables import GROUP_MEMBERSHIPS, GROUP_RESULTS, WORKING_GROUPS
from services.registry.storage.indicators.tables import (
    INDICATOR_SOURCES,
    INDICATOR_VALUE_HISTORY,
    INDICATOR_VALUES,
    INDICATORS,
)
from services.registry.storage.persons.tables import PERSON_FIELDS, PERSON_MEMBERSHIPS
from services.registry.storage.projects.tables import FUNDINGS, PROJECTS
from services.registry.storage.rollout.tables import PLANS, SELF_ASSESSMENTS, TEMPLATES
from services.registry.storage.tables import (
    ANCHOR_SITES,
    AREAS,
    CONTACT_POINTS,
    GRANTS,
    LIFE_PHASES,
    MEMBERSHIP_HISTORY,
    MEMBERSHIPS,
    NETWORK_AREAS,
    NETWORKS,
    PARTNERS,
    SOURCES,
)
from services.registry.storage.wishes.tables import GIVERS, WISH_COUNTS

OfNetwork = Callable[[str], ColumnElement[bool]]
Value = Callable[[Any], Any]


@dataclass(frozen=True, kw_only=True)
class ExportList:
    """A list: its table, the columns that stay inside, which rows belong to a network, and which leave at all.

    Without `of_network` the list is the whole city's and holds nothing that a coordinator might not see.
    """

    table: Table
    without: frozenset[str] = frozenset()
    of_network: OfNetwork | None = None
    where: ColumnElement[bool] | None = None
    told_as: Mapping[str, tuple[str, Value]] | None = None

    @property
    def columns(self) -> list[Column[Any]]:
        """The columns that are told, in the table's order."""
        hidden = {"sort_key", *self.without}
        return [column for column in self.table.columns if column.name not in hidden]

    @property
    def headings(self) -> list[str]:
        """The names of the columns in the file."""
        told = self.told_as or {}
        return [told[column.name][0] if column.name in told else column.name for column in self.columns]

    def cells(self, row: tuple[Any, ...]) -> list[Any]:
        """Return a row as it is told."""
        told = self.told_as or {}
        pairs = zip(self.columns, row, strict=True)
        return [told[column.name][1](value) if column.name in told else value for column, value in pairs]

    def query(self, network: str | None) -> Select[Any]:
        """Return the rows; of a network, where the list knows such a thing."""
        query = select(*self.columns)
        if self.where is not None:
            query = query.where(self.where)
        if network is not None and self.of_network is not None:
            query = query.where(self.of_network(network))
        return query


def _column(table: Table, name: str = "network") -> OfNetwork:
    return lambda network: table.c[name] == network


def _areas_of(network: str) -> Select[Any]:
    return select(NETWORK_AREAS.c.area).where(NETWORK_AREAS.c.network == network)


def _members_of(network: str) -> Select[Any]:
    return select(MEMBERSHIPS.c.partner).where(MEMBERSHIPS.c.network == network)


def _grants_of(network: str) -> ColumnElement[bool]:
    return or_(GRANTS.c.network == network, GRANTS.c.organisation.in_(_members_of(network)))


def _contact_points_of(network: str) -> ColumnElement[bool]:
    return or_(CONTACT_POINTS.c.network == network, CONTACT_POINTS.c.organisation.in_(_members_of(network)))


def _of_circles(column: Column[Any]) -> OfNetwork:
    return lambda network: column.in_(select(CIRCLES.c.id).where(CIRCLES.c.network == network))


def _persons_of(network: str) -> ColumnElement[bool]:
    members = select(PERSON_MEMBERSHIPS.c.person).where(PERSON_MEMBERSHIPS.c.network == network)
    return PERSON_FIELDS.c.person.in_(members)


def _fundings_of(network: str) -> ColumnElement[bool]:
    return FUNDINGS.c.project.in_(select(PROJECTS.c.id).where(PROJECTS.c.networks.contains([network])))


LISTS: Mapping[str, ExportList] = {
    "life-phases": ExportList(table=LIFE_PHASES),
    "areas": ExportList(table=AREAS, of_network=lambda network: AREAS.c.id.in_(_areas_of(network))),
    "networks": ExportList(table=NETWORKS, of_network=_column(NETWORKS, "id")),
    "network-areas": ExportList(table=NETWORK_AREAS, of_network=_column(NETWORK_AREAS)),
    "partners": ExportList(table=PARTNERS, of_network=lambda network: PARTNERS.c.id.in_(_members_of(network))),
    "memberships": ExportList(table=MEMBERSHIPS, of_network=_column(MEMBERSHIPS)),
    "membership-history": ExportList(table=MEMBERSHIP_HISTORY, of_network=_column(MEMBERSHIP_HISTORY)),
    "anchor-sites": ExportList(table=ANCHOR_SITES, of_network=_column(ANCHOR_SITES)),
    "contact-points": ExportList(table=CONTACT_POINTS, of_network=_contact_points_of),
    "sources": ExportList(table=SOURCES),
    "grants": ExportList(table=GRANTS, without=frozenset({"account"}), of_network=_grants_of),
    "indicators": ExportList(table=INDICATORS),
    "indicator-sources": ExportList(table=INDICATOR_SOURCES),
    "indicator-values": ExportList(
        table=INDICATOR_VALUES, of_network=lambda network: INDICATOR_VALUES.c.area.in_(_areas_of(network))
    ),
    "indicator-value-history": ExportList(
        table=INDICATOR_VALUE_HISTORY, of_network=lambda network: INDICATOR_VALUE_HISTORY.c.area.in_(_areas_of(network))
    ),
    "wish-figures": ExportList(
        table=WISH_COUNTS,
        of_network=_column(WISH_COUNTS),
        where=WISH_COUNTS.c.count >= SMALLEST_CELL,
        told_as={"count": ("at_least", coarse)},
    ),
    "givers": ExportList(table=GIVERS, of_network=_column(GIVERS)),
    "public-person-fields": ExportList(
        table=PERSON_FIELDS, of_network=_persons_of, where=PERSON_FIELDS.c.consent == "public"
    ),
    "rollout-templates": ExportList(table=TEMPLATES),
    "rollout-plans": ExportList(table=PLANS, without=frozenset({"gates"}), of_network=_column(PLANS)),
    "self-assessments": ExportList(table=SELF_ASSESSMENTS, of_network=_column(SELF_ASSESSMENTS)),
    "agreement-templates": ExportList(table=AGREEMENT_TEMPLATES),
    "agreements": ExportList(table=AGREEMENTS, of_network=_column(AGREEMENTS)),
    "projects": ExportList(table=PROJECTS, of_network=lambda network: PROJECTS.c.networks.contains([network])),
    "fundings": ExportList(table=FUNDINGS, of_network=_fundings_of),
    "bodies": ExportList(table=BODIES, of_network=_column(BODIES)),
    "body-members": ExportList(table=BODY_MEMBERS, of_network=_of_circles(BODY_MEMBERS.c.body)),
    "working-groups": ExportList(table=WORKING_GROUPS, of_network=_column(WORKING_GROUPS)),
    "group-memberships": ExportList(table=GROUP_MEMBERSHIPS, of_network=_of_circles(GROUP_MEMBERSHIPS.c.group)),
    "group-results": ExportList(
        table=GROUP_RESULTS, without=frozenset({"text"}), of_network=_of_circles(GROUP_RESULTS.c.group)
    ),
    "meetings": ExportList(
        table=MEETINGS, without=frozenset({"agenda", "results"}), of_network=_of_circles(MEETINGS.c.circle)
    ),
    "decisions": ExportList(table=DECISIONS, without=frozenset({"text"}), of_network=_of_circles(DECISIONS.c.circle)),
    "tasks": ExportList(table=TASKS, of_network=_of_circles(TASKS.c.circle)),
}
