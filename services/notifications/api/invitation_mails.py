"""Invitations go by mail at once, while whoever invites waits: no ledger, no event and no log holds the address or the link."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import Field, StringConstraints

from services.notifications.api.equipped import ServiceEquipment
from services.notifications.api.schemas import Address
from services.notifications.api.wishes import Body
from services.notifications.delivery.at_once import send_at_once
from services.notifications.delivery.invitation_letters import Invitation
from services.notifications.delivery.letters import Unwritable
from services.notifications.delivery.smtp.outcome import Outcome
from shared.contracts.vocabulary import Line
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, coordinator_of, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.languages import choose_language

ByInviter = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))]
Secret = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{20,100}$")]

router = APIRouter(tags=["invitations"])


class InvitationBody(Body):
    """Who is invited, to what, and the secret of the invitation; the link to it is made here, so that it leads to this portal only."""

    address: Address = Field(repr=False)
    secret: Secret = Field(repr=False)
    role: Literal["partner", "coordinator"]
    whom_for: Line
    text_language: str = Field(default="de", max_length=20)


@router.post("/invitation-mails", status_code=202)
async def send_invitation(
    body: InvitationBody, *, actor: ByInviter, edge: ServiceEdge, equipment: ServiceEquipment
) -> dict[str, str]:
    """Send an invitation; return what the mail server said of it: `accepted`, `refused` or `later`."""
    equipment.source_limit.count(f"invitation-mails:{actor.account}", now=edge.clock())
    link = f"{equipment.settings.portal_url.rstrip('/')}/einladung#{body.secret}"
    try:
        content = equipment.invitation_letters.write(
            Invitation(role=body.role, whom_for=body.whom_for, link=link),
            to=body.address,
            language=choose_language(body.text_language),
            now=edge.clock(),
        )
    except Unwritable:
        return {"result": Outcome.REFUSED}
    return {"result": await send_at_once(equipment.settings, content, to=body.address)}
