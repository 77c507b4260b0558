"""The repository of natural persons with their fields."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.persons.person import Consent, FieldName, Person, PersonField, PersonKind
from services.registry.storage.keyset import Window
from services.registry.storage.persons.memberships import holding_on
from services.registry.storage.persons.tables import PERSON_FIELDS, PERSON_MEMBERSHIPS, PERSONS
from services.registry.storage.versioned import write

MOST_ENTRIES_OF_AN_ACCOUNT = 50


async def find(connection: AsyncConnection, person_id: UUID) -> Person | None:
    """Return a person, erased ones too; None when there never was one."""
    persons = await _read(connection, select(PERSONS).where(PERSONS.c.id == person_id))
    return persons[0] if persons else None


async def hold(connection: AsyncConnection, person_id: UUID) -> None:
    """Wait for whoever is changing this person or its memberships, and let nobody else begin until the transaction ends."""
    await connection.execute(select(PERSONS.c.id).where(PERSONS.c.id == person_id).with_for_update(key_share=True))


async def known(connection: AsyncConnection, ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of the ids that are persons who were not erased."""
    query = select(PERSONS.c.id).where(PERSONS.c.id.in_(ids), PERSONS.c.erased.is_(False))
    return frozenset((await connection.execute(query)).scalars())


async def registered(connection: AsyncConnection, ids: Collection[UUID]) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Return those of the ids that are persons, and those of them who were erased."""
    rows = (await connection.execute(select(PERSONS.c.id, PERSONS.c.erased).where(PERSONS.c.id.in_(ids)))).all()
    return frozenset(row.id for row in rows), frozenset(row.id for row in rows if row.erased)


async def of_network(connection: AsyncConnection, window: Window, *, network: str, today: date) -> Sequence[Person]:
    """Return a network's persons of today in the order of their ids, which says nothing about them."""
    members = select(PERSON_MEMBERSHIPS.c.person).where(PERSON_MEMBERSHIPS.c.network == network, holding_on(today))
    query = select(PERSONS).where(PERSONS.c.erased.is_(False), PERSONS.c.id.in_(members))
    return await _read(connection, window.of(query, PERSONS.c.id))


async def of_account(connection: AsyncConnection, account: str) -> Sequence[Person]:
    """Return the entries that are an account's own."""
    query = select(PERSONS).where(PERSONS.c.account == account).order_by(PERSONS.c.id)
    return await _read(connection, query.limit(MOST_ENTRIES_OF_AN_ACCOUNT))


async def save(connection: AsyncConnection, person: Person) -> None:
    """Write a new version with its fields; raises ChangedMeanwhile."""
    row = asdict(person)
    fields = [{"person": person.id, **field} for field in row.pop("fields")]
    await write(connection, PERSONS, row)
    await connection.execute(PERSON_FIELDS.delete().where(PERSON_FIELDS.c.person == person.id))
    if fields:
        await connection.execute(PERSON_FIELDS.insert().values(fields))


async def _read(connection: AsyncConnection, query: Select[Any]) -> Sequence[Person]:
    rows = (await connection.execute(query)).mappings().all()
    fields = await _fields_of(connection, [row["id"] for row in rows])
    return [Person(**{**row, "kind": PersonKind(row["kind"]), "fields": fields.get(row["id"], ())}) for row in rows]


async def _fields_of(connection: AsyncConnection, persons: Sequence[UUID]) -> dict[UUID, tuple[PersonField, ...]]:
    query = select(PERSON_FIELDS).where(PERSON_FIELDS.c.person.in_(persons))
    found: dict[UUID, tuple[PersonField, ...]] = {}
    for row in (await connection.execute(query)).mappings():
        each = (*found.get(row["person"], ()), _field(row))
        found[row["person"]] = tuple(sorted(each, key=lambda field: tuple(FieldName).index(field.field)))
    return found


def _field(row: RowMapping) -> PersonField:
    fields = {name: value for name, value in row.items() if name != "person"}
    return PersonField(**{**fields, "field": FieldName(row["field"]), "consent": Consent(row["consent"])})
