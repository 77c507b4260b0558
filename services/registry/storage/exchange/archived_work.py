"""The parts of an archive that tell how a network works: its roll-out, its bodies and groups, its agreements."""

from typing import Any

from sqlalchemy import Column, ColumnElement, Select, or_, select

from services.registry.domain.exchange.archive import ArchiveRow
from services.registry.storage.agreements.tables import (
    AGREEMENT_OBLIGATIONS,
    AGREEMENT_PARTIES,
    AGREEMENT_TEMPLATES,
    AGREEMENT_VERSIONS,
    AGREEMENTS,
)
from services.registry.storage.bodies.tables import BODIES, BODY_MEMBERS
from services.registry.storage.circles.tables import CIRCLES, DECISIONS, MEETINGS, TASKS
from services.registry.storage.exchange.archive_part import ArchivePart, Belongs, of_network
from services.registry.storage.exchange.archived_people import persons_of
from services.registry.storage.groups.tables import (
    GROUP_MEMBERSHIP_HISTORY,
    GROUP_MEMBERSHIPS,
    GROUP_RESULTS,
    WORKING_GROUPS,
)
from services.registry.storage.rollout.tables import PLAN_HISTORY, PLANS, SELF_ASSESSMENTS, TEMPLATES


def _without_accounts(row: ArchiveRow) -> ArchiveRow:
    """An account is known to its own deployment only, and a gate stays open without it."""
    return {**row, "gates": [{**gate, "confirmed_by": None} for gate in row["gates"]]}


def _of_circles(column: Column[Any]) -> Belongs:
    return lambda network: column.in_(select(CIRCLES.c.id).where(CIRCLES.c.network == network))


def _of_agreements(column: Column[Any]) -> Belongs:
    return lambda network: column.in_(select(AGREEMENTS.c.id).where(AGREEMENTS.c.network == network))


def _members(network: str) -> ColumnElement[bool]:
    """Persons are named by their ids; erased ones are left out."""
    of_bodies = _of_circles(BODY_MEMBERS.c.body)(network)
    return of_bodies & or_(BODY_MEMBERS.c.person.is_(None), BODY_MEMBERS.c.person.in_(persons_of(network)))


def partners_at_work(network: str) -> tuple[Select[Any], ...]:
    """The partners that these parts name."""
    return (
        select(AGREEMENT_PARTIES.c.partner).where(_of_agreements(AGREEMENT_PARTIES.c.agreement)(network)),
        select(BODY_MEMBERS.c.partner).where(_of_circles(BODY_MEMBERS.c.body)(network)),
        select(GROUP_MEMBERSHIPS.c.partner).where(_of_circles(GROUP_MEMBERSHIPS.c.group)(network)),
        select(TASKS.c.responsible).where(_of_circles(TASKS.c.circle)(network)),
    )


WORK_PARTS = (
    ArchivePart(table=TEMPLATES),
    ArchivePart(table=PLANS, belongs=of_network(PLANS), told=_without_accounts),
    ArchivePart(table=PLAN_HISTORY, belongs=of_network(PLAN_HISTORY), told=_without_accounts),
    ArchivePart(table=SELF_ASSESSMENTS, belongs=of_network(SELF_ASSESSMENTS)),
    ArchivePart(table=CIRCLES, belongs=of_network(CIRCLES)),
    ArchivePart(table=BODIES, belongs=of_network(BODIES)),
    ArchivePart(table=BODY_MEMBERS, belongs=_members),
    ArchivePart(table=WORKING_GROUPS, belongs=of_network(WORKING_GROUPS)),
    ArchivePart(table=GROUP_MEMBERSHIPS, belongs=_of_circles(GROUP_MEMBERSHIPS.c.group)),
    ArchivePart(table=GROUP_MEMBERSHIP_HISTORY, belongs=_of_circles(GROUP_MEMBERSHIP_HISTORY.c.group)),
    ArchivePart(table=MEETINGS, belongs=_of_circles(MEETINGS.c.circle)),
    ArchivePart(table=GROUP_RESULTS, belongs=_of_circles(GROUP_RESULTS.c.group)),
    ArchivePart(table=DECISIONS, belongs=_of_circles(DECISIONS.c.circle)),
    ArchivePart(table=TASKS, belongs=_of_circles(TASKS.c.circle)),
    ArchivePart(table=AGREEMENT_TEMPLATES),
    ArchivePart(table=AGREEMENTS, belongs=of_network(AGREEMENTS)),
    ArchivePart(table=AGREEMENT_PARTIES, belongs=_of_agreements(AGREEMENT_PARTIES.c.agreement)),
    ArchivePart(table=AGREEMENT_OBLIGATIONS, belongs=_of_agreements(AGREEMENT_OBLIGATIONS.c.agreement)),
    ArchivePart(table=AGREEMENT_VERSIONS.table, belongs=_of_agreements(AGREEMENT_VERSIONS.table.c.id)),
)
