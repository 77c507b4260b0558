"""The pages behind mailed links. Whoever holds the link may act, by a button; opening a page changes nothing (mail scanners do).

One exception has no page: the one-click POST that mail programs send (RFC 8058).
"""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from services.portal.storage.quarters import all_quarters
from services.portal.web.addresses import Token
from services.portal.web.equipment import Equipment, PortalEquipment
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require

UNSEEN = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive", "Cache-Control": "no-store"}
PAUSES = (30, 90, 180)
"""For how many days somebody may want to hear nothing."""
ONE_CLICK = ("List-Unsubscribe", "One-Click")


def _keep_unseen(response: Response) -> None:
    response.headers.update(UNSEEN)


router = APIRouter(prefix="/abo", dependencies=[Depends(require(PUBLIC))], include_in_schema=False)


@router.get("/bestaetigen/{token}")
async def confirmation(token: Token, request: Request, equipment: PortalEquipment) -> Response:
    """Show one button."""
    return _page(request, equipment, "subscription/confirm.html", token=token)


@router.post("/bestaetigen/{token}")
async def confirm(token: Token, request: Request, equipment: PortalEquipment) -> Response:
    """Confirm, and lead to the page that manages the subscription."""
    await equipment.pages.check_button(request)
    preferences = await equipment.subscriptions.confirm(token)
    return _to(request, equipment, preferences.token, "bestaetigt")


@router.get("/geloescht")
async def erased(request: Request, equipment: PortalEquipment) -> Response:
    """Say that everything is gone."""
    return _page(request, equipment, "subscription/erased.html")


@router.get("/{token}")
async def preferences(
    token: Token, request: Request, edge: ServiceEdge, equipment: PortalEquipment, erledigt: str = ""
) -> Response:
    """Show what the link's holder has asked for; never the address."""
    found = await equipment.subscriptions.look_up(token)
    async with edge.reading() as connection:
        names = {quarter.id: quarter.name for quarter in await all_quarters(connection)}
    context = {"token": token, "preferences": found, "names": names, "done": erledigt, "pauses": PAUSES}
    return _page(request, equipment, "subscription/preferences.html", **context)


class Leaving(BaseModel):
    """Which subscription ends; none named means all."""

    subscription: UUID | None = None


@router.post("/{token}")
@router.post("/{token}/abmelden")
async def leave(token: Token, request: Request, equipment: PortalEquipment) -> Response:
    """End one subscription or all: by a button of our page, or by a mail program's one-click POST without any page."""
    if (await request.form()).get(ONE_CLICK[0]) == ONE_CLICK[1]:
        await equipment.subscriptions.leave(token)
        return PlainTextResponse("Abgemeldet.", headers=UNSEEN)
    form = await equipment.pages.read_form(request, Leaving)
    await equipment.subscriptions.leave(token, only=form.values.subscription if form.values is not None else None)
    return _to(request, equipment, token, "abgemeldet")


@router.get("/{token}/loeschen")
async def erasure(token: Token, request: Request, equipment: PortalEquipment) -> Response:
    """Ask once before everything is erased."""
    return _page(request, equipment, "subscription/erase.html", token=token)


@router.post("/{token}/loeschen")
async def erase(token: Token, request: Request, equipment: PortalEquipment) -> Response:
    """Erase everything."""
    await equipment.pages.check_button(request)
    await equipment.subscriptions.erase(token)
    response = equipment.pages.redirect(request, "/abo/geloescht")
    _keep_unseen(response)
    return response


@router.post("/{token}/daten")
async def export(token: Token, request: Request, equipment: PortalEquipment) -> Response:
    """Give everything that is stored as a file."""
    await equipment.pages.check_button(request)
    content = await equipment.subscriptions.export(token)
    file = {"Content-Disposition": 'attachment; filename="meine-daten.json"'}
    return Response(content, media_type="application/json", headers={**UNSEEN, **file})


def _page(request: Request, equipment: Equipment, template: str, **context: Any) -> HTMLResponse:
    response = equipment.page(request, template, **context)
    _keep_unseen(response)
    return response


def _to(request: Request, equipment: Equipment, token: str, done: str) -> Response:
    response = equipment.pages.redirect(request, f"/abo/{token}", erledigt=done)
    _keep_unseen(response)
    return response
