"""What a family keeps on its own phone: only what it tapped, readable without a network, deleted as easily. Nothing of it reaches us."""

from pathlib import Path
from typing import Final

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from services.portal.web.equipment import PortalEquipment
from shared.identity.access import PUBLIC
from shared.identity.gate import require

router = APIRouter(dependencies=[Depends(require(PUBLIC))], include_in_schema=False)

SERVICE_WORKER: Final = Path(__file__).parent / "static" / "kept" / "service-worker.js"
REVALIDATED: Final = {"Cache-Control": "no-cache"}


@router.get("/gemerkt")
async def kept_page(request: Request, equipment: PortalEquipment) -> Response:
    """Show the page on which the browser lists what it keeps."""
    return equipment.page(request, "kept.html")


@router.get("/service-worker.js")
async def service_worker() -> Response:
    """Give the program that answers without a network; it must stand at the top to see all pages."""
    return FileResponse(SERVICE_WORKER, media_type="text/javascript", headers=REVALIDATED)


@router.get("/manifest.webmanifest")
async def manifest(request: Request, equipment: PortalEquipment) -> Response:
    """Say how the portal stands on a home screen."""
    view = equipment.pages.view(request)
    icon = equipment.pages.asset("base/icon.svg")
    content = {
        "name": view.texts.gettext(view.site_name),
        "short_name": view.texts.gettext(view.site_name),
        "start_url": view.link("/"),
        "scope": "/",
        "display": "standalone",
        "lang": view.language.tag,
        "dir": view.language.direction,
        "background_color": "#ffffff",
        "theme_color": "#1f45a9",
        "icons": [{"src": icon, "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    return JSONResponse(content, media_type="application/manifest+json", headers=REVALIDATED)
