"""Somebody who has no grant yet asks to act for an organisation; the coordinators of its network answer."""

from datetime import date
from uuid import UUID

from services.registry.domain.grant import Role
from services.registry.domain.invitations.join_request import MOST_OPEN_OF_AN_ACCOUNT, JoinRequest, JoinStatus
from services.registry.domain.refusals import (
    AlreadyRegistered,
    NothingHere,
    TooManyOpenRequests,
    UnknownReference,
)
from services.registry.storage import memberships
from services.registry.storage.invitations import join_requests
from services.registry.use_cases.invitations.give_new import give_new
from services.registry.use_cases.references import insist_on_networks, insist_on_partners
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import JoinRequestChanged
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def ask_to_join(work: Work, actor: Actor, request: JoinRequest, *, today: date) -> JoinRequest:
    """Return the open request; raises UnknownReference, AlreadyRegistered or TooManyOpenRequests."""
    await insist_on_networks(work.connection, "network", request.network)
    await insist_on_partners(work.connection, "organisation", request.organisation)
    networks = (request.network,)
    if not await memberships.is_member_of_any(work.connection, request.organisation, networks=networks, on=today):
        raise UnknownReference("organisation", [str(request.organisation)])
    waiting = await join_requests.open_of(work.connection, request.account)
    if any(each.organisation == request.organisation for each in waiting):
        raise AlreadyRegistered
    if len(waiting) >= MOST_OPEN_OF_AN_ACCOUNT:
        raise TooManyOpenRequests
    return await _settle(work, actor, before=None, after=request)


async def answer_request(
    work: Work, actor: Actor, request_id: UUID, status: JoinStatus, *, expected: int
) -> JoinRequest:
    """Return the request with its answer; one that is accepted gives the grant. Raises NothingHere, NotPermitted or StepNotPossible."""
    request = await join_requests.find(work.connection, request_id)
    if request is None:
        raise NothingHere
    actor.may_change_network(request.network)
    check(WriteCondition(expected), request)
    decided = await _settle(work, actor, before=request, after=request.decided(status, at=work.now))
    if status is JoinStatus.ACCEPTED:
        await give_new(
            work,
            actor,
            account=request.account,
            role=Role.PARTNER,
            network=None,
            organisation=request.organisation,
        )
    return decided


async def _settle(work: Work, actor: Actor, *, before: JoinRequest | None, after: JoinRequest) -> JoinRequest:
    return await settle(
        work,
        actor,
        subject=f"join-request/{after.id}",
        before=before,
        after=after,
        save=join_requests.save,
        contract=JoinRequestChanged,
        network=after.network,
    )
