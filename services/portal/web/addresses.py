"""The parts of the portal's addresses that name something; what can't be a name leads to "that isn't here", not to an error."""

import re
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends
from starlette.requests import Request

from services.portal.web.refusals import LINK_NOT_VALID
from shared.identity.refusals import NotVisible
from shared.web.problems import Problem

SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{20,100}")
LONGEST_SLUG: Final = 60


async def _network(network: str, request: Request) -> str:
    if len(network) > LONGEST_SLUG or SLUG.fullmatch(network) is None:
        raise NotVisible
    if not request.app.state.equipment.settings.shows(network):
        raise NotVisible
    return network


async def _offer_id(offer_id: str) -> UUID:
    try:
        return UUID(offer_id)
    except ValueError as unreadable:
        raise NotVisible from unreadable


async def _token(token: str) -> str:
    if TOKEN.fullmatch(token) is None:
        raise Problem(LINK_NOT_VALID)
    return token


Network = Annotated[str, Depends(_network)]
"""The `{network}` of an address; an instance of one quarter knows no other."""
OfferId = Annotated[UUID, Depends(_offer_id)]
"""The `{offer_id}` of an address."""
Token = Annotated[str, Depends(_token)]
"""The `{token}` of an address out of a mail."""
