"""The start page: what this is, and the way to one's own quarter."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from services.portal.storage.quarters import all_quarters, find_quarter
from services.portal.web.equipment import PortalEquipment
from services.portal.web.quarter_filter import AskedFor
from shared.contracts.vocabulary import Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require
from shared.identity.refusals import NotVisible

router = APIRouter(dependencies=[Depends(require(PUBLIC))], include_in_schema=False)


@router.get("/")
async def home(request: Request, edge: ServiceEdge, equipment: PortalEquipment) -> Response:
    """Show all quarters; an instance of one quarter begins with its page."""
    own = equipment.settings.network
    if own is not None:
        return RedirectResponse(equipment.pages.view(request).link(f"/quartier/{own}"), 307)
    async with edge.reading() as connection:
        quarters = await all_quarters(connection)
    return equipment.public_page(request, "home.html", made_of=tuple(quarters), context=lambda: {"quarters": quarters})


@router.get("/bild")
async def picture(equipment: PortalEquipment) -> Response:
    """Give the quarter's picture."""
    path = equipment.settings.picture
    if path is None:
        raise NotVisible
    return FileResponse(path, headers={"Cache-Control": "public, max-age=3600"})


@router.get("/finden")
async def find(
    request: Request,
    edge: ServiceEdge,
    equipment: PortalEquipment,
    asked: AskedFor,
    network: Annotated[Slug | None, Query(alias="quartier")] = None,
) -> Response:
    """Lead from the start page's question to the quarter that answers it."""
    async with edge.reading() as connection:
        quarter = await find_quarter(connection, network) if network else None
    path = f"/quartier/{quarter.id}" if quarter is not None else "/"
    return equipment.pages.redirect(
        request,
        path,
        jahre=asked.jahre if quarter is not None else None,
        monate=asked.monate if quarter is not None else None,
    )
