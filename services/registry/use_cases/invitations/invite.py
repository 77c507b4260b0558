"""Somebody is invited to hold a grant: by the office to anything, by a coordinator to act for a member of the own network."""

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python

from services.registry.domain.grant import Grant, Role
from services.registry.domain.invitations.invitation import Invitation, hash_of
from services.registry.domain.refusals import InvitationIsOver, NothingHere, ScopeUnexpected
from services.registry.storage import grants, memberships
from services.registry.storage.invitations import invitations
from services.registry.use_cases.invitations.give_new import give_new
from services.registry.use_cases.references import insist_on_networks, insist_on_partners
from shared.identity.actor import Actor
from shared.identity.audit import record
from shared.identity.refusals import NotPermitted
from shared.messaging.edge import Work


async def invite(work: Work, actor: Actor, invitation: Invitation, *, today: date) -> Invitation:
    """Return the invitation; raises NotPermitted, ScopeUnexpected or UnknownReference."""
    await _insist_on_permission(work, actor, invitation, today=today)
    if invitation.role is Role.SERVICE:
        raise ScopeUnexpected("role")
    await insist_on_networks(work.connection, "network", invitation.network)
    await insist_on_partners(work.connection, "organisation", invitation.organisation)
    invitation = replace(invitation, expires_at=min([invitation.expires_at, *await _ends_of_inviter(work, actor)]))
    await invitations.add(work.connection, invitation)
    await record_invitation(work, actor, "invite", invitation)
    return invitation


async def accept(work: Work, actor: Actor, token: str) -> Grant:
    """Return the grant that the invitation promised; raises InvitationIsOver, also when there never was such a one."""
    assert actor.account is not None
    invitation = await invitations.with_token(work.connection, hash_of(token))
    if invitation is None:
        raise InvitationIsOver
    invitation.refuse_when_over(work.now)
    grant = await give_new(
        work,
        actor,
        account=actor.account,
        role=invitation.role,
        network=invitation.network,
        organisation=invitation.organisation,
        valid_until=invitation.grant_ends_at,
    )
    accepted = replace(invitation, accepted_by=actor.account, accepted_at=work.now)
    await invitations.replace(work.connection, accepted)
    await record_invitation(work, actor, "accept-invitation", accepted)
    return grant


async def withdraw(work: Work, actor: Actor, invitation_id: UUID, *, today: date) -> None:
    """Take an invitation back; raises NothingHere, NotPermitted, or InvitationIsOver when it was accepted."""
    invitation = await invitations.find(work.connection, invitation_id)
    if invitation is None:
        raise NothingHere
    await _insist_on_permission(work, actor, invitation, today=today)
    if invitation.accepted_by is not None:
        raise InvitationIsOver
    await invitations.replace(work.connection, replace(invitation, withdrawn=True))
    await record_invitation(work, actor, "withdraw-invitation", invitation)


async def _insist_on_permission(work: Work, actor: Actor, invitation: Invitation, *, today: date) -> None:
    if actor.is_office:
        return
    if invitation.role is not Role.PARTNER or invitation.organisation is None:
        raise NotPermitted
    if not await memberships.is_member_of_any(
        work.connection, invitation.organisation, networks=actor.networks, on=today
    ):
        raise NotPermitted


async def _ends_of_inviter(work: Work, actor: Actor) -> list[datetime]:
    """Return when the last grant ends by which a coordinator invites; an invitation lives no longer. Nothing without such an end."""
    if actor.is_office:
        return []
    assert actor.account is not None
    held = await grants.standing(work.connection, actor.account, work.now)
    ends = [grant.valid_until for grant in held if grant.role is Role.COORDINATOR]
    known = [end for end in ends if end is not None]
    return [max(known)] if known and len(known) == len(ends) else []


async def record_invitation(work: Work, actor: Actor, action: str, invitation: Invitation) -> None:
    """Write into the audit trail what an invitation has become, without its secret."""
    assert actor.account is not None
    state = {name: value for name, value in asdict(invitation).items() if name != "token_hash"}
    plain: dict[str, Any] = to_jsonable_python(state)
    subject = ("invitation", str(invitation.id))
    await record(work.connection, account=actor.account, action=action, subject=subject, at=work.now, after=plain)
