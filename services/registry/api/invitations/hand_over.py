"""Handing over when somebody leaves, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from services.registry.api.grants import GrantAnswer, answer_of
from services.registry.api.schema import Body
from services.registry.use_cases.invitations.hand_over import hand_over
from shared.contracts.vocabulary import AccountId
from shared.hosting.running import RunningService
from shared.identity.access import any_of, coordinator_of, office, partner_of
from shared.identity.actor import Actor
from shared.identity.gate import require

router = APIRouter(prefix="/grants/hand-over", tags=["grants"])


class HandOverBody(Body):
    """Whose grants end, and who gets them: an account that has accepted an invitation or holds a grant."""

    leaving: AccountId
    successor: AccountId


class HandedOverAnswer(BaseModel):
    """What the successor was given."""

    given: tuple[GrantAnswer, ...]


@router.post("")
async def post_hand_over(
    response: Response,
    running: RunningService,
    actor: Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"), partner_of("organisation"))))],
    body: HandOverBody,
) -> HandedOverAnswer:
    """End all grants of one account and give them to another at the same moment."""
    async with running.edge.transaction() as work:
        given = await hand_over(work, actor, leaving=body.leaving, successor=body.successor)
    if work.position:
        response.headers["Event-Position"] = str(work.position)
    return HandedOverAnswer(given=tuple(answer_of(grant) for grant in given))
