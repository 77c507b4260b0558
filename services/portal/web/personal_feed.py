"""A family's own feed and calendar, read by programs through the portal by a secret link; the keeper of subscriptions writes them."""

from typing import Literal

from fastapi import APIRouter, Depends
from starlette.responses import Response

from services.portal.web.addresses import Token
from services.portal.web.equipment import PortalEquipment
from shared.identity.access import PUBLIC
from shared.identity.gate import require

UNSEEN = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"}
PASSED_ON = ("content-type", "cache-control")

router = APIRouter(prefix="/abo/feed", dependencies=[Depends(require(PUBLIC))], include_in_schema=False)


@router.get("/{token}.{form}")
async def read_feed(token: Token, form: Literal["atom", "ics"], equipment: PortalEquipment) -> Response:
    """Return the document behind a secret link."""
    found = await equipment.subscriptions.feed(token, form=form)
    kept = {name: found.headers[name] for name in PASSED_ON if name in found.headers}
    return Response(found.content, headers={**kept, **UNSEEN})
