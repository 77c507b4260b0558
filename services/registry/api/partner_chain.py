"""The chain of a partner's Träger over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from services.registry.api.partners import PartnerAnswer, answer_of
from services.registry.domain.refusals import NothingHere
from services.registry.storage import partner_chain, partners
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require

router = APIRouter(prefix="/partners/{partner_id}/chain", tags=["partners"])


class ChainAnswer(BaseModel):
    """The organisations above a partner, the nearest first; empty when it belongs to nobody."""

    above: tuple[PartnerAnswer, ...]


@router.get("", dependencies=[Depends(require(PUBLIC))])
async def show_chain(response: Response, edge: ServiceEdge, partner_id: UUID) -> ChainAnswer:
    """Return whose a partner is, and whose that one is; what is below is `GET /partners?parent=`."""
    async with edge.reading() as connection:
        if not await partners.known(connection, [partner_id]):
            raise NothingHere
        found = await partner_chain.above(connection, partner_id)
    response.headers["Cache-Control"] = "no-cache"
    return ChainAnswer(above=tuple(answer_of(partner) for partner in found))
