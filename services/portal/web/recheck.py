"""The page behind the mail that asks whether an offer is still right. Opening it changes nothing (mail scanners do), a button does."""

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from services.portal.web.addresses import Token
from services.portal.web.equipment import Equipment, PortalEquipment
from services.portal.web.subscription import UNSEEN
from shared.identity.access import PUBLIC
from shared.identity.gate import require

router = APIRouter(prefix="/angebot-pruefen", dependencies=[Depends(require(PUBLIC))], include_in_schema=False)


@router.get("/{token}")
async def recheck(token: Token, request: Request, equipment: PortalEquipment, erledigt: str = "") -> Response:
    """Show the offer and three choices: still right, change, ended."""
    offer = await equipment.rechecks.look_up(token)
    response = equipment.page(request, "recheck.html", token=token, offer=offer, done=erledigt)
    response.headers.update(UNSEEN)
    return response


@router.post("/{token}")
async def confirm(token: Token, request: Request, equipment: PortalEquipment) -> Response:
    """Confirm the offer."""
    await equipment.pages.check_button(request)
    await equipment.rechecks.confirm(token)
    return _back(request, equipment, token, "bestaetigt")


@router.post("/{token}/beenden")
async def end(token: Token, request: Request, equipment: PortalEquipment) -> Response:
    """End the offer."""
    await equipment.pages.check_button(request)
    await equipment.rechecks.end(token)
    return _back(request, equipment, token, "beendet")


def _back(request: Request, equipment: Equipment, token: str, done: str) -> Response:
    response = equipment.pages.redirect(request, f"/angebot-pruefen/{token}", erledigt=done)
    response.headers.update(UNSEEN)
    return response
