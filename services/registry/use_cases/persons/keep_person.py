"""What is known of a person is written down, field by field with consent; whoever is asked has said yes."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.registry.domain.persons.person import FieldName, Person, consented
from services.registry.domain.refusals import NothingHere, PersonIsErased
from services.registry.storage import memberships
from services.registry.storage.persons import persons
from services.registry.use_cases.persons.reach import insist_on_keeper, keeps
from services.registry.use_cases.references import insist_on_partners
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import PersonChanged
from shared.identity.actor import Actor
from shared.identity.refusals import NotPermitted
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def keep_person(work: Work, actor: Actor, person: Person, *, today: date, condition: WriteCondition) -> Person:
    """Return the person as it stands now; raises NotPermitted, PersonIsErased or UnknownReference."""
    before = await persons.find(work.connection, person.id)
    if before is not None and before.erased:
        raise PersonIsErased
    await _insist_on_permission(work, actor, before, person, today=today)
    check(condition, before)
    await insist_on_partners(work.connection, "partner", person.partner)
    await _insist_on_house(work, actor, before, person, today=today)
    fields = consented(() if before is None else before.fields, person.fields)
    return await _settle(work, actor, before=before, after=replace(person, fields=fields))


async def revoke_consent(work: Work, actor: Actor, person_id: UUID, field: FieldName, *, today: date) -> Person:
    """Return the person without the field; raises NothingHere or NotPermitted. Revoking twice changes nothing."""
    await persons.hold(work.connection, person_id)
    before = await persons.find(work.connection, person_id)
    if before is None or before.erased:
        raise NothingHere
    await insist_on_keeper(work.connection, actor, before, today=today)
    return await _settle(work, actor, before=before, after=before.without(field))


def told(person: Person) -> dict[str, Any]:
    """Return what event and audit trail may know: which fields there are and who may read them, never what they say."""
    consents = [{name: value for name, value in asdict(field).items() if name != "value"} for field in person.fields]
    return {
        "id": person.id,
        "version": person.version,
        "kind": person.kind,
        "partner": person.partner,
        "erased": person.erased,
        "public_fields": person.public_fields,
        "consents": consents,
    }


async def _insist_on_permission(work: Work, actor: Actor, before: Person | None, after: Person, *, today: date) -> None:
    """Nobody gives an entry to another account: one's own is all that anybody but the office can name."""
    known_account = None if before is None else before.account
    if not actor.is_office and after.account not in (None, known_account, actor.account):
        raise NotPermitted
    if before is not None:
        await insist_on_keeper(work.connection, actor, before, today=today)
    elif not (actor.networks or keeps(actor, after, ())):
        raise NotPermitted


async def _insist_on_house(work: Work, actor: Actor, before: Person | None, after: Person, *, today: date) -> None:
    """Who works for an organisation, only its own people say, the coordinators of its networks, and the office."""
    house = after.partner
    if house is None or house == (None if before is None else before.partner):
        return
    if actor.is_office or actor.represents(house):
        return
    if not await memberships.is_member_of_any(work.connection, house, networks=actor.networks, on=today):
        raise NotPermitted


async def _settle(work: Work, actor: Actor, *, before: Person | None, after: Person) -> Person:
    return await settle(
        work,
        actor,
        subject=f"person/{after.id}",
        before=before,
        after=after,
        save=persons.save,
        contract=PersonChanged,
        state_of=told,
    )
