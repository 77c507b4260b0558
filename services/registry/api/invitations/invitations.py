"""Invitations over HTTP. The secret is answered once, to whoever invites; the registry keeps its hash and sends no mail."""

import secrets
from dataclasses import asdict
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import AwareDatetime, BaseModel, SecretStr

from services.registry.api.grants import GrantAnswer
from services.registry.api.grants import answer_of as grant_answer
from services.registry.api.reading import PageOf, listed
from services.registry.api.schema import Body
from services.registry.domain.grant import Role
from services.registry.domain.invitations.invitation import LIFETIME, Invitation, hash_of
from services.registry.storage.invitations import invitations
from services.registry.use_cases.invitations.invite import accept, invite, withdraw
from shared.calendar_day import local_day
from shared.contracts.vocabulary import AccountId, Slug
from shared.hosting.answers import answer
from shared.hosting.running import RunningService
from shared.identity.access import any_of, coordinator_of, office, signed_in
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.messaging.edge import Work
from shared.web.cursor import Page, page_of

router = APIRouter(prefix="/invitations", tags=["invitations"])
TOKEN_BYTES = 32

Inviter = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))]


class InvitationBody(Body):
    """What whoever accepts will hold, and until when."""

    role: Role
    network: Slug | None = None
    organisation: UUID | None = None
    grant_ends_at: AwareDatetime | None = None

    def invitation(self, work: Work, *, token: str, made_by: str) -> Invitation:
        """Return the domain's invitation; raises ScopeMissing or ScopeUnexpected."""
        return Invitation(
            id=work.new_id(),
            token_hash=hash_of(token),
            made_by=made_by,
            made_at=work.now,
            expires_at=work.now + LIFETIME,
            **dict(self),
        )


class InvitationAnswer(InvitationBody):
    """An invitation as it stands, without its secret."""

    id: UUID
    made_by: AccountId
    made_at: datetime
    expires_at: datetime
    withdrawn: bool
    accepted_by: AccountId | None = None
    accepted_at: datetime | None = None


class NewInvitationAnswer(InvitationAnswer):
    """A new invitation with its secret, which nobody is told again, and the link to hand on where the pages are known."""

    token: str
    link: str | None


class AcceptBody(Body):
    """The secret comes in the body: addresses end up in logs and histories."""

    token: SecretStr


class AcceptedAnswer(BaseModel):
    """What the account holds from now on."""

    grant: GrantAnswer


def _fields(invitation: Invitation) -> dict[str, object]:
    return {name: value for name, value in asdict(invitation).items() if name != "token_hash"}


def answer_of(invitation: Invitation) -> InvitationAnswer:
    """Return the invitation as the API shows it."""
    return InvitationAnswer.model_validate(_fields(invitation))


@router.post("", status_code=201)
async def post_invitation(
    request: Request, response: Response, running: RunningService, actor: Inviter, body: InvitationBody
) -> NewInvitationAnswer:
    """Invite somebody; the coordinator only for members of the own network."""
    assert actor.account is not None
    token = secrets.token_urlsafe(TOKEN_BYTES)
    async with running.edge.transaction() as work:
        asked = body.invitation(work, token=token, made_by=actor.account)
        invitation = await invite(work, actor, asked, today=local_day(work.now))
    response.headers["Cache-Control"] = "no-store"
    page: str | None = request.app.state.invitation_page
    link = None if page is None else f"{page}#{token}"
    return NewInvitationAnswer.model_validate({**_fields(invitation), "token": token, "link": link})


@router.get("", response_model=Page[InvitationAnswer])
async def list_invitations(request: Request, running: RunningService, paging: PageOf, actor: Inviter) -> Response:
    """Return invitations by time; a coordinator sees those for members of the own networks."""
    window, today = paging.window(datetime, UUID), local_day(running.clock())
    networks = None if actor.is_office else actor.networks
    async with running.edge.reading() as connection:
        rows = await invitations.listed(connection, window, networks=networks, today=today)
    return listed(request, page_of(rows, limit=paging.limit, key=lambda row: (row.made_at, row.id), item=answer_of))


@router.post("/accept")
async def post_acceptance(
    response: Response,
    running: RunningService,
    actor: Annotated[Actor, Depends(require(signed_in()))],
    body: AcceptBody,
) -> AcceptedAnswer:
    """Take what an invitation promised; it holds at the next request."""
    async with running.edge.transaction() as work:
        grant = await accept(work, actor, body.token.get_secret_value())
    answer(response, work, version=grant.version)
    return AcceptedAnswer(grant=grant_answer(grant))


@router.delete("/{invitation_id}", status_code=204)
async def delete_invitation(running: RunningService, actor: Inviter, invitation_id: UUID) -> None:
    """Take an invitation back that nobody has accepted."""
    async with running.edge.transaction() as work:
        await withdraw(work, actor, invitation_id, today=local_day(work.now))
