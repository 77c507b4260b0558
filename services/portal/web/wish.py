"""What is missing here? A life phase and a theme, without a name and without free words that would invite one."""

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from services.portal.domain.themes import THEMES
from services.portal.neighbours.refusals import NotHeard, Refused
from services.portal.storage.quarters import all_phases
from services.portal.web.addresses import Network
from services.portal.web.equipment import Equipment, PortalEquipment
from services.portal.web.quarter import quarter_of
from services.portal.web.sentences import NOT_ACCEPTED, NOT_HEARD, TOO_OFTEN
from shared.contracts.vocabulary import Key
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.web.forms import Form, empty_form

router = APIRouter(prefix="/quartier/{network}", dependencies=[Depends(require(PUBLIC))], include_in_schema=False)


class MissingForm(BaseModel):
    """The form's fields."""

    phase: Key
    theme: Key


@router.get("/fehlt")
async def wish_form(network: Network, request: Request, edge: ServiceEdge, equipment: PortalEquipment) -> Response:
    """Show the form."""
    return await _page(request, edge, equipment, network, empty_form())


@router.post("/fehlt")
async def wish(network: Network, request: Request, edge: ServiceEdge, equipment: PortalEquipment) -> Response:
    """Count the wish."""
    form = await equipment.pages.read_form(request, MissingForm)
    if form.values is None:
        return await _page(request, edge, equipment, network, form, status=422)
    visitor = equipment.visitors.key_of(request)
    translate = equipment.pages.view(request).texts.gettext
    try:
        await equipment.voices.wish(network=network, visitor=visitor, **form.values.model_dump())
    except NotHeard:
        return await _page(request, edge, equipment, network, form.with_error("", translate(NOT_HEARD)), status=503)
    except Refused as refusal:
        sentence = translate(TOO_OFTEN if refusal.status == 429 else NOT_ACCEPTED)
        return await _page(request, edge, equipment, network, form.with_error("", sentence), status=refusal.status)
    return equipment.pages.redirect(request, f"/quartier/{network}/fehlt/danke")


@router.get("/fehlt/danke")
async def thanks(network: Network, request: Request, edge: ServiceEdge, equipment: PortalEquipment) -> Response:
    """Say what becomes of it."""
    async with edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    return equipment.page(request, "wish_counted.html", quarter=quarter)


async def _page(
    request: Request,
    edge: ServiceEdge,
    equipment: Equipment,
    network: str,
    form: Form[MissingForm],
    *,
    status: int = 200,
) -> Response:
    async with edge.reading() as connection:
        quarter = await quarter_of(connection, network)
        phases = await all_phases(connection)
    return equipment.page(request, "wish.html", status=status, quarter=quarter, phases=phases, form=form, themes=THEMES)
