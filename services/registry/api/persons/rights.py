"""The rights of a natural person: everything as JSON (Art. 20 DSGVO), and everything gone (Art. 17), each in one call."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from services.registry.api.persons.journal import Journal
from services.registry.api.persons.memberships import PersonMembershipAnswer
from services.registry.api.persons.memberships import answer_of as membership_answer
from services.registry.api.persons.persons import PersonAnswer
from services.registry.domain.persons.person import Consent
from services.registry.storage.persons import memberships, persons
from services.registry.use_cases.persons.erase_person import erase_person, erasure_of, person_to_keep
from shared.calendar_day import local_day
from shared.hosting.running import RunningService
from shared.identity.access import signed_in
from shared.identity.actor import Actor
from shared.identity.gate import require

router = APIRouter(prefix="/persons/{person_id}", tags=["persons"])

Keeper = Annotated[Actor, Depends(require(signed_in()))]


class PersonExport(BaseModel):
    """Everything that is stored of a person."""

    person: PersonAnswer
    networks: tuple[PersonMembershipAnswer, ...]


@router.get("/export")
async def export_person(response: Response, running: RunningService, actor: Keeper, person_id: UUID) -> PersonExport:
    """Return everything that is stored of a person."""
    today = local_day(running.clock())
    response.headers["Cache-Control"] = "no-store"
    async with running.edge.reading() as connection:
        person = await person_to_keep(connection, actor, person_id, today=today)
        held = await memberships.of_person(connection, person_id)
    shown = PersonAnswer.of(person, reader=Consent.INTERNAL)
    return PersonExport(person=shown, networks=tuple(membership_answer(each) for each in held))


@router.delete("", status_code=204)
async def delete_person(
    response: Response, running: RunningService, journal: Journal, actor: Keeper, person_id: UUID
) -> None:
    """Erase everything of a person at once, whatever version stands."""
    now = running.clock()
    today = local_day(now)
    async with running.edge.reading() as connection:
        await person_to_keep(connection, actor, person_id, today=today)
    if journal is not None:
        # The line comes first: a backup restored after a crash in between must not bring the person back.
        await journal.append(erasure_of(person_id, now))
    async with running.edge.transaction() as work:
        await persons.hold(work.connection, person_id)
        person = await person_to_keep(work.connection, actor, person_id, today=today)
        await erase_person(work, actor, person, today=today)
    response.headers["Event-Position"] = str(work.position)
