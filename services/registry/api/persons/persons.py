"""Natural persons over HTTP: everybody asks here, each time, and is shown what the person's consents allow."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.persons.person import Consent, FieldName, Person, PersonField, PersonKind
from services.registry.domain.refusals import NothingHere
from services.registry.storage.persons import persons
from services.registry.use_cases.persons.keep_person import keep_person, revoke_consent
from services.registry.use_cases.persons.reach import keeps, reader_in, reader_of
from shared.calendar_day import local_day
from shared.contracts.vocabulary import AccountId, Key, Line, Slug
from shared.hosting.answers import answer
from shared.hosting.running import RunningService
from shared.identity.access import PUBLIC, any_of, signed_in
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/persons", tags=["persons"])

Reader = Annotated[Actor, Depends(require(any_of(PUBLIC, signed_in())))]
Keeper = Annotated[Actor, Depends(require(signed_in()))]


class FieldBody(Body):
    """A field with the person's consent: who may read it, and which version of the text was agreed to."""

    field: FieldName
    value: Line
    consent: Consent
    text_version: Key


class FieldAnswer(FieldBody):
    """A field as it stands."""

    given_at: datetime


class PersonBody(Body):
    """A person as it is written; a field that is left out is revoked."""

    kind: PersonKind
    account: AccountId | None = None
    partner: UUID | None = None
    fields: tuple[FieldBody, ...] = Field(default=(), max_length=len(FieldName))

    def person(self, person_id: UUID, *, now: datetime) -> Person:
        """Return the domain's person; raises NamedTwice."""
        fields = tuple(PersonField(**dict(field), given_at=now) for field in self.fields)
        return Person(id=person_id, **{**dict(self), "fields": fields})


class PersonAnswer(PersonBody):
    """A person as far as the reader may know it."""

    id: UUID
    version: int
    fields: tuple[FieldAnswer, ...]

    @classmethod
    def of(cls, person: Person, *, reader: Consent) -> Self:
        """Return what this reader is shown."""
        seen = asdict(person.seen_by(reader))
        seen.pop("erased")
        return cls.model_validate(seen)


@router.get("", response_model=Page[PersonAnswer])
async def list_persons(
    *,
    request: Request,
    running: RunningService,
    paging: PageOf,
    actor: Reader,
    network: Annotated[Slug, Query(description="Only persons of this network")],
) -> Response:
    """Return a network's persons of today, each as far as the reader may know it."""
    today = local_day(running.clock())
    async with running.edge.reading() as connection:
        rows = await persons.of_network(connection, paging.window(UUID), network=network, today=today)
        reader = await reader_in(connection, actor, (network,), today=today)

    def item(person: Person) -> PersonAnswer:
        return PersonAnswer.of(person, reader=Consent.INTERNAL if keeps(actor, person, (network,)) else reader)

    page = page_of(rows, limit=paging.limit, key=lambda row: (row.id,), item=item)
    return _private(listed(request, page))


@router.get("/own", response_model=Page[PersonAnswer])
async def list_own(request: Request, running: RunningService, actor: Keeper) -> Response:
    """Return what the registry knows of the one who asks."""
    assert actor.account is not None
    async with running.edge.reading() as connection:
        rows = await persons.of_account(connection, actor.account)
    return _private(listed(request, Page(items=[PersonAnswer.of(row, reader=Consent.INTERNAL) for row in rows])))


@router.get("/{person_id}", response_model=PersonAnswer)
async def show_person(request: Request, running: RunningService, actor: Reader, person_id: UUID) -> Response:
    """Return one person as far as the reader may know it."""
    today = local_day(running.clock())
    async with running.edge.reading() as connection:
        person = await persons.find(connection, person_id)
        if person is None or person.erased:
            raise NothingHere
        reader = await reader_of(connection, actor, person, today=today)
    return _private(shown(request, PersonAnswer.of(person, reader=reader), version=person.version))


@router.put("/{person_id}")
async def put_person(
    *,
    response: Response,
    running: RunningService,
    actor: Keeper,
    person_id: UUID,
    body: PersonBody,
    condition: Condition,
) -> PersonAnswer:
    """Write down a person: the person alone, the own organisation, coordinators of the person's networks, the office."""
    now = running.clock()
    async with running.edge.transaction() as work:
        person = body.person(person_id, now=now)
        stands = await keep_person(work, actor, person, today=local_day(now), condition=condition)
    settled(response, work, condition=condition, version=stands.version)
    response.headers["Cache-Control"] = "no-store"
    return PersonAnswer.of(stands, reader=Consent.INTERNAL)


@router.delete("/{person_id}/fields/{field}", status_code=204)
async def delete_field(
    response: Response, running: RunningService, actor: Keeper, person_id: UUID, field: FieldName
) -> None:
    """Revoke the consent to a field at once, whatever version stands: its value is emptied."""
    today = local_day(running.clock())
    async with running.edge.transaction() as work:
        person = await revoke_consent(work, actor, person_id, field, today=today)
    answer(response, work, version=person.version)


def _private(response: Response) -> Response:
    """Let no cache on the way keep what one reader may know, nor show it to another."""
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Authorization"
    return response
