"""How near a reader is to a person: whoever keeps the entry, works in one of the person's networks, or everybody else."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.persons.person import Consent, Person
from services.registry.storage.persons import memberships, people_of
from shared.identity.actor import Actor
from shared.identity.refusals import NotPermitted


def keeps(actor: Actor, person: Person, networks: Collection[str]) -> bool:
    """Tell whether the actor may change the entry: the person, the own organisation, coordinators of `networks`, the office."""
    is_own = person.account is not None and person.account == actor.account
    is_own_staff = person.partner is not None and actor.represents(person.partner)
    return actor.is_office or is_own or is_own_staff or not actor.networks.isdisjoint(networks)


async def networks_of(connection: AsyncConnection, person: Person, *, today: date) -> frozenset[str]:
    """Return the networks to which a person belongs today."""
    held = await memberships.of_person(connection, person.id)
    return frozenset(each.network for each in held if each.holds_on(today))


async def reader_of(connection: AsyncConnection, actor: Actor, person: Person, *, today: date) -> Consent:
    """Return up to which consent the actor reads of a person."""
    networks = await networks_of(connection, person, today=today)
    if keeps(actor, person, networks):
        return Consent.INTERNAL
    return await reader_in(connection, actor, networks, today=today)


async def reader_in(connection: AsyncConnection, actor: Actor, networks: Collection[str], *, today: date) -> Consent:
    """Return what the actor reads of persons of these networks without keeping their entries."""
    if actor.account is None:
        return Consent.PUBLIC
    belongs = await people_of.belongs(
        connection, account=actor.account, organisations=actor.organisations, networks=networks, today=today
    )
    return Consent.NETWORK if belongs else Consent.PUBLIC


async def insist_on_keeper(connection: AsyncConnection, actor: Actor, person: Person, *, today: date) -> None:
    """Return for those who keep the entry; else raises NotPermitted."""
    if not keeps(actor, person, await networks_of(connection, person, today=today)):
        raise NotPermitted
