"""Persons who belong to networks in their own right, over HTTP."""

from dataclasses import asdict
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.registry.api.reading import listed, shown
from services.registry.api.schema import Body
from services.registry.api.writing import settled
from services.registry.domain.persons.membership import PersonMembership
from services.registry.domain.refusals import NothingHere
from services.registry.storage.persons import memberships, persons
from services.registry.use_cases.persons.join_network import join_network
from shared.calendar_day import local_day
from shared.contracts.vocabulary import Slug
from shared.hosting.running import RunningService
from shared.identity.access import PUBLIC, signed_in
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page
from shared.web.etag import Condition

router = APIRouter(prefix="/persons/{person_id}/networks", tags=["persons"])


class PersonMembershipBody(Body):
    """A membership as it is written; on the day `left_on` the person belongs no longer."""

    joined_on: date | None = None
    left_on: date | None = None

    def membership(self, network: str, person_id: UUID) -> PersonMembership:
        """Return the domain's membership; raises EndsBeforeStart."""
        return PersonMembership(network=network, person=person_id, **dict(self))


class PersonMembershipAnswer(PersonMembershipBody):
    """A membership as it stands."""

    network: Slug
    person: UUID
    version: int


def answer_of(membership: PersonMembership) -> PersonMembershipAnswer:
    """Return the membership as the API shows it."""
    return PersonMembershipAnswer.model_validate(asdict(membership))


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[PersonMembershipAnswer])
async def list_networks_of_person(request: Request, running: RunningService, person_id: UUID) -> Response:
    """Return a person's networks, former ones too."""
    async with running.edge.reading() as connection:
        person = await persons.find(connection, person_id)
        if person is None or person.erased:
            raise NothingHere
        held = await memberships.of_person(connection, person_id)
    return listed(request, Page(items=[answer_of(each) for each in held]))


@router.get("/{network}", dependencies=[Depends(require(PUBLIC))], response_model=PersonMembershipAnswer)
async def show_person_membership(request: Request, running: RunningService, person_id: UUID, network: Slug) -> Response:
    """Return a person's membership in a network, a former one too."""
    async with running.edge.reading() as connection:
        person = await persons.find(connection, person_id)
        membership = await memberships.find(connection, network, person_id)
    if person is None or person.erased or membership is None:
        raise NothingHere
    return shown(request, answer_of(membership), version=membership.version)


@router.put("/{network}")
async def put_person_membership(
    *,
    response: Response,
    running: RunningService,
    actor: Annotated[Actor, Depends(require(signed_in()))],
    person_id: UUID,
    network: Slug,
    body: PersonMembershipBody,
    condition: Condition,
) -> PersonMembershipAnswer:
    """Let a person join a network, as its coordinators do, or leave it, as everybody may alone."""
    membership = body.membership(network, person_id)
    today = local_day(running.clock())
    async with running.edge.transaction() as work:
        stands = await join_network(work, actor, membership, today=today, condition=condition)
    settled(response, work, condition=condition, version=stands.version)
    return answer_of(stands)
