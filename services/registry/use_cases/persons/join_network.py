"""A person joins a network in the own right, or leaves it."""

from datetime import date

from services.registry.domain.persons.membership import PersonMembership
from services.registry.domain.persons.person import Person
from services.registry.domain.refusals import NothingHere
from services.registry.storage import networks
from services.registry.storage.persons import memberships, persons
from services.registry.use_cases.persons.reach import keeps
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import PersonMembershipChanged
from shared.identity.actor import Actor
from shared.identity.refusals import NotPermitted
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def join_network(
    work: Work, actor: Actor, membership: PersonMembership, *, today: date, condition: WriteCondition
) -> PersonMembership:
    """Return the membership as it stands now; raises NothingHere or NotPermitted."""
    await persons.hold(work.connection, membership.person)
    person = await persons.find(work.connection, membership.person)
    if person is None or person.erased or not await networks.known(work.connection, [membership.network]):
        raise NothingHere
    before = await memberships.find(work.connection, membership.network, membership.person)
    await _insist_on_permission(work, actor, person, before, membership, today=today)
    check(condition, before)
    return await settle_membership(work, actor, before=before, after=membership)


async def settle_membership(
    work: Work, actor: Actor, *, before: PersonMembership | None, after: PersonMembership
) -> PersonMembership:
    """Return the membership as it stands now."""
    return await settle(
        work,
        actor,
        subject=f"person-membership/{after.network}/{after.person}",
        before=before,
        after=after,
        save=memberships.save,
        contract=PersonMembershipChanged,
        network=after.network,
    )


async def _insist_on_permission(
    work: Work,
    actor: Actor,
    person: Person,
    before: PersonMembership | None,
    after: PersonMembership,
    *,
    today: date,
) -> None:
    """Who belongs to a network reads and is read there, so nobody joins alone, and no coordinator takes in a stranger's person."""
    is_own = person.account is not None and person.account == actor.account
    if actor.is_office or (is_own and before is not None and after.only_ends(before)):
        return
    actor.may_change_network(after.network)
    held = await memberships.of_person(work.connection, person.id)
    is_nobodys = not held and person.account is None and person.partner is None
    networks_today = {each.network for each in held if each.holds_on(today)}
    if not (is_nobodys or keeps(actor, person, networks_today)):
        raise NotPermitted
