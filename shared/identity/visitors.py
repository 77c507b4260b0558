"""Who stands behind an anonymous request, for limits only: the portal names its visitor by an opaque key, others are a machine."""

from typing import Annotated

from fastapi import Depends, Header, Request

from shared.identity.access import PUBLIC, any_of, service
from shared.identity.actor import Actor
from shared.identity.gate import require

Portal = Annotated[Actor, Depends(require(any_of(PUBLIC, service())))]
Visitor = Annotated[str | None, Header(max_length=200, description="Of the portal only: an opaque key of its visitor.")]


async def _asking_source(request: Request, actor: Portal, visitor: Visitor = None) -> str | None:
    """Return who asks: the portal speaks for its visitors, anybody else for the machine they call from."""
    if actor.is_service:
        return visitor and f"visitor:{visitor}"
    return f"peer:{request.client.host}" if request.client is not None else "peer"


AskingSource = Annotated[str | None, Depends(_asking_source)]
"""A route's parameter type, and its rule: anybody may ask, and the answer names the source to count; None is not counted."""
