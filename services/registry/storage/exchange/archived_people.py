"""The parts of an archive about people: persons with what everybody may know of them, and which functions are to be given.

Account ids never leave (they are another deployment's), and neither does a field without the consent "public".
"""

from typing import Any

from sqlalchemy import Select, or_, select, union

from services.registry.domain.exchange.archive import ArchiveRow
from services.registry.domain.grant import VACANT, Role
from services.registry.domain.persons.person import Consent
from services.registry.storage.bodies.tables import BODIES, BODY_MEMBERS
from services.registry.storage.exchange.archive_part import ArchivePart
from services.registry.storage.persons.tables import PERSON_FIELDS, PERSON_MEMBERSHIPS, PERSONS
from services.registry.storage.tables import GRANTS, MEMBERSHIPS

TRAVELLING_ROLES = (Role.COORDINATOR, Role.PARTNER)


def persons_of(network: str) -> Select[Any]:
    """Return the persons of a network and its bodies, by their ids; erased ones are left out."""
    bodies = select(BODIES.c.id).where(BODIES.c.network == network)
    named = union(
        select(PERSON_MEMBERSHIPS.c.person.label("id")).where(PERSON_MEMBERSHIPS.c.network == network),
        select(BODY_MEMBERS.c.person).where(BODY_MEMBERS.c.body.in_(bodies)),
    ).subquery()
    return select(PERSONS.c.id).where(PERSONS.c.id.in_(select(named.c.id)), PERSONS.c.erased.is_(False))


def partners_of_persons(network: str) -> Select[Any]:
    """Return the organisations to which persons of the network belong as staff."""
    return select(PERSONS.c.partner).where(PERSONS.c.id.in_(persons_of(network)))


def _without_account(row: ArchiveRow) -> ArchiveRow:
    return {**row, "account": None}


def _vacant(row: ArchiveRow) -> ArchiveRow:
    """Nobody holds it where it arrives; the office gives it to somebody."""
    return {**row, "account": VACANT}


PEOPLE_PARTS = (
    ArchivePart(table=PERSONS, belongs=lambda network: PERSONS.c.id.in_(persons_of(network)), told=_without_account),
    ArchivePart(
        table=PERSON_FIELDS,
        belongs=lambda network: (
            PERSON_FIELDS.c.person.in_(persons_of(network)) & (PERSON_FIELDS.c.consent == Consent.PUBLIC)
        ),
    ),
    ArchivePart(
        table=PERSON_MEMBERSHIPS,
        belongs=lambda network: (
            (PERSON_MEMBERSHIPS.c.network == network) & PERSON_MEMBERSHIPS.c.person.in_(persons_of(network))
        ),
    ),
    ArchivePart(
        table=GRANTS,
        belongs=lambda network: (
            GRANTS.c.withdrawn.is_(False)
            & GRANTS.c.role.in_(TRAVELLING_ROLES)
            & or_(
                GRANTS.c.network == network,
                GRANTS.c.organisation.in_(select(MEMBERSHIPS.c.partner).where(MEMBERSHIPS.c.network == network)),
            )
        ),
        told=_vacant,
    ),
)
