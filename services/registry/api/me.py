"""What the one who asks may do: faces show only what will not be refused."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from services.registry.domain.grant import Role
from shared.contracts.vocabulary import AccountId, Slug
from shared.identity.access import signed_in
from shared.identity.actor import Actor
from shared.identity.gate import require

router = APIRouter(prefix="/me", tags=["me"])


class HeldGrantAnswer(BaseModel):
    """A grant that holds at this moment."""

    id: UUID
    role: Role
    network: Slug | None
    organisation: UUID | None
    valid_until: datetime | None


class MeAnswer(BaseModel):
    """The account and its grants."""

    account: AccountId
    grants: tuple[HeldGrantAnswer, ...]


@router.get("")
async def show_me(actor: Annotated[Actor, Depends(require(signed_in()))]) -> MeAnswer:
    """Return the account of the token and the grants that hold now."""
    assert actor.account is not None
    grants = tuple(HeldGrantAnswer.model_validate(grant, from_attributes=True) for grant in actor.grants)
    return MeAnswer(account=actor.account, grants=grants)
