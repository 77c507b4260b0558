"""The lists about how work went on that can be taken out: earlier versions, parts of agreements, who comes in, what may be double."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, or_, select

from services.registry.storage.agreements.tables import (
    AGREEMENT_HISTORY,
    AGREEMENT_OBLIGATIONS,
    AGREEMENT_PARTIES,
    AGREEMENTS,
)
from services.registry.storage.duplicates.tables import PARTNER_PAIRS
from services.registry.storage.exchange.lists import ExportList, OfNetwork
from services.registry.storage.groups.tables import GROUP_MEMBERSHIP_HISTORY, WORKING_GROUPS
from services.registry.storage.invitations.tables import INVITATIONS, JOIN_REQUESTS
from services.registry.storage.networks import NETWORK_HISTORY
from services.registry.storage.persons.tables import PERSON_MEMBERSHIPS
from services.registry.storage.projects.tables import PROJECT_HISTORY, PROJECTS
from services.registry.storage.rollout.tables import PLAN_HISTORY
from services.registry.storage.tables import MEMBERSHIPS


def _of_groups(column: Column[Any]) -> OfNetwork:
    return lambda network: column.in_(select(WORKING_GROUPS.c.id).where(WORKING_GROUPS.c.network == network))


def _of_agreements(column: Column[Any]) -> OfNetwork:
    return lambda network: column.in_(select(AGREEMENTS.c.id).where(AGREEMENTS.c.network == network))


def _of_projects(column: Column[Any]) -> OfNetwork:
    return lambda network: column.in_(select(PROJECTS.c.id).where(PROJECTS.c.networks.contains([network])))


def _of_members(*columns: Column[Any]) -> OfNetwork:
    return lambda network: or_(
        *(column.in_(select(MEMBERSHIPS.c.partner).where(MEMBERSHIPS.c.network == network)) for column in columns)
    )


WORK_LISTS: Mapping[str, ExportList] = {
    "network-versions": ExportList(table=NETWORK_HISTORY, of_network=lambda network: NETWORK_HISTORY.c.id == network),
    "group-membership-history": ExportList(
        table=GROUP_MEMBERSHIP_HISTORY, of_network=_of_groups(GROUP_MEMBERSHIP_HISTORY.c.group)
    ),
    "agreement-parties": ExportList(table=AGREEMENT_PARTIES, of_network=_of_agreements(AGREEMENT_PARTIES.c.agreement)),
    "agreement-obligations": ExportList(
        table=AGREEMENT_OBLIGATIONS, of_network=_of_agreements(AGREEMENT_OBLIGATIONS.c.agreement)
    ),
    "agreement-versions": ExportList(table=AGREEMENT_HISTORY, of_network=_of_agreements(AGREEMENT_HISTORY.c.id)),
    "project-versions": ExportList(table=PROJECT_HISTORY, of_network=_of_projects(PROJECT_HISTORY.c.id)),
    "rollout-plan-history": ExportList(
        table=PLAN_HISTORY, without=frozenset({"gates"}), of_network=lambda network: PLAN_HISTORY.c.network == network
    ),
    "person-memberships": ExportList(
        table=PERSON_MEMBERSHIPS, of_network=lambda network: PERSON_MEMBERSHIPS.c.network == network
    ),
    "partner-pairs": ExportList(
        table=PARTNER_PAIRS, of_network=_of_members(PARTNER_PAIRS.c.one, PARTNER_PAIRS.c.other)
    ),
    "invitations": ExportList(
        table=INVITATIONS,
        without=frozenset({"token_hash", "made_by", "accepted_by"}),
        of_network=lambda network: or_(
            INVITATIONS.c.network == network, _of_members(INVITATIONS.c.organisation)(network)
        ),
    ),
    "join-requests": ExportList(
        table=JOIN_REQUESTS,
        without=frozenset({"account"}),
        of_network=lambda network: JOIN_REQUESTS.c.network == network,
    ),
}
