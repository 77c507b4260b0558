"""The form by which anybody tells of a barrier (BITV NRW § 5). The words wait for the office; whoever wants an answer writes or calls."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from services.portal.storage import barriers
from services.portal.storage.barriers import Barrier
from services.portal.web.equipment import PortalEquipment
from services.portal.web.sentences import TOO_OFTEN
from shared.contracts.vocabulary import Text
from shared.hosting.running import ServiceEdge, new_uuid7
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.web.forms import empty_form
from shared.web.source_limit import TooManyRequests

router = APIRouter(prefix="/barrierefreiheit/melden", dependencies=[Depends(require(PUBLIC))], include_in_schema=False)

LONGEST = 2_000


class BarrierForm(BaseModel):
    """The form's fields."""

    text: Annotated[Text, Field(min_length=3, max_length=LONGEST)]
    page: Annotated[str, Field(max_length=200)] = ""


@router.get("")
async def barrier_form(request: Request, equipment: PortalEquipment) -> Response:
    """Show the form; the page one came from is proposed, without what was asked for there."""
    came_from = urlsplit(request.headers.get("referer", ""))
    path = came_from.path if came_from.netloc == request.headers.get("host") else ""
    return equipment.page(request, "barrier.html", form=empty_form(page=path[:200]))


@router.post("")
async def tell(request: Request, edge: ServiceEdge, equipment: PortalEquipment) -> Response:
    """Keep the words for the office."""
    form = await equipment.pages.read_form(request, BarrierForm)
    if form.values is None:
        return equipment.page(request, "barrier.html", status=422, form=form)
    now = equipment.running.clock()
    try:
        equipment.barrier_limit.count(equipment.visitors.key_of(request), now=now)
    except TooManyRequests:
        sentence = equipment.pages.view(request).texts.gettext(TOO_OFTEN)
        return equipment.page(request, "barrier.html", status=429, form=form.with_error("", sentence))
    told = Barrier(id=new_uuid7(), told_at=now, path=form.values.page, text=form.values.text)
    async with edge.transaction() as work:
        await barriers.keep(work.connection, told)
    return equipment.pages.redirect(request, "/barrierefreiheit/melden/danke")


@router.get("/danke")
async def thanks(request: Request, equipment: PortalEquipment) -> Response:
    """Say what becomes of it."""
    return equipment.page(request, "barrier_told.html")
