"""Who sees the office's pages: the office. Agreements, the ends of fundings and the state of plans are no public facts."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from shared.identity.access import office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.pages.view import drawn


async def _planner(request: Request, actor: Annotated[Actor, Depends(require(office()))]) -> Actor:
    """From here on everything is said in the reader's language."""
    drawn.set(request.app.state.pages.view(request))
    return actor


Planner = Annotated[Actor, Depends(_planner)]
"""A route's parameter type."""
