"""How far the catalogue is, in one word: whoever keeps many of its answers asks this once instead of asking for each of them."""

from dataclasses import astuple
from hashlib import sha256

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.offers.api.last_change import Changed
from services.offers.api.search.equipment import Search
from services.offers.api.unchanged import document
from shared.identity.access import PUBLIC
from shared.identity.gate import require

router = APIRouter(prefix="/offers/standing", tags=["search"], dependencies=[Depends(require(PUBLIC))])


class StandingView(BaseModel):
    """While it says the same, no public read has changed but by the time of day."""

    standing: str = Field(description="Ein Kennwort ohne Bedeutung; ein anderes heißt, dass sich etwas geändert hat.")


@router.get("", response_model=StandingView)
async def how_far(search: Search, changed: Changed, request: Request) -> Response:
    """Return a word that is another one as soon as anything has changed that public reads are made of."""
    standing = await search.live.standing()
    word = sha256(repr(astuple(standing)).encode()).hexdigest()[:32]
    return document(request, StandingView(standing=word), modified=changed.whenever())
