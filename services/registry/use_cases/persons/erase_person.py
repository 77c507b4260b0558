"""A person is erased at once (Art. 17 DSGVO): the random id stays, so that others can delete what they keep of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.persons.person import Person
from services.registry.domain.refusals import NothingHere
from services.registry.storage.persons import memberships, persons
from services.registry.use_cases.persons.join_network import settle_membership
from services.registry.use_cases.persons.keep_person import told
from services.registry.use_cases.persons.reach import insist_on_keeper
from services.registry.use_cases.settle import settle
from shared.contracts.registry import PersonErased
from shared.erasure.journal import Erasure
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def person_to_keep(connection: AsyncConnection, actor: Actor, person_id: UUID, *, today: date) -> Person:
    """Return the person when the actor keeps the entry, and so may export and erase it; raises NothingHere or NotPermitted."""
    person = await persons.find(connection, person_id)
    if person is None or person.erased:
        raise NothingHere
    await insist_on_keeper(connection, actor, person, today=today)
    return person


async def erase_person(work: Work, actor: Actor, person: Person, *, today: date) -> None:
    """Empty the entry and end its memberships."""
    for membership in await memberships.of_person(work.connection, person.id):
        ended = replace(membership, left_on=max(today, membership.joined_on or today))
        if membership.holds_on(today) or (membership.joined_on or today) > today:
            await settle_membership(work, actor, before=membership, after=ended)
    await settle(
        work,
        actor,
        subject=f"person/{person.id}",
        before=person,
        after=person.emptied(),
        save=persons.save,
        contract=PersonErased,
        state_of=told,
    )


def erasure_of(person_id: UUID, at: datetime) -> Erasure:
    """Return the journal's line: the id is random, so it needs no key to say nothing about the person."""
    return Erasure(person_id.bytes, at)


async def erase_persons_again(work: Work, actor: Actor, erasures: Iterable[Erasure], *, today: date) -> int:
    """Repeat the journal's erasures in a restored database and return how many persons had come back."""
    returned = 0
    for erasure in erasures:
        person = await persons.find(work.connection, UUID(bytes=erasure.lookup))
        if person is not None and not person.erased:
            await erase_person(work, actor, person, today=today)
            returned += 1
    return returned
