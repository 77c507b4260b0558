"""The rights of the person behind an address: everything as JSON, and everything gone, each in one call."""

from typing import Any

from fastapi import APIRouter, Depends, Response

from services.notifications.api.equipped import ServiceEquipment
from services.notifications.api.schemas import TokenBody
from services.notifications.storage.addresses import lookup_of
from services.notifications.use_cases.erase import erase
from services.notifications.use_cases.export import export
from shared.erasure.journal import Erasure
from shared.hosting.running import ServiceEdge
from shared.identity.access import PUBLIC
from shared.identity.gate import require

router = APIRouter(tags=["personal data"], dependencies=[Depends(require(PUBLIC))])


@router.post("/erasures", status_code=204)
async def erase_person(body: TokenBody, edge: ServiceEdge, equipment: ServiceEquipment) -> Response:
    """Erase everything of the link's holder at once; a second time is no error."""
    person = equipment.keys.links.person_of(body.token.get_secret_value())
    async with edge.reading() as connection:
        lookup = await lookup_of(connection, person)
    if lookup is not None:
        # The line comes first: a backup restored after a crash in between must not bring the person back.
        await equipment.journal.append(Erasure(lookup, edge.clock()))
    async with edge.transaction() as work:
        await erase(work, person)
    return Response(status_code=204)


@router.post("/exports")
async def export_person(
    body: TokenBody, edge: ServiceEdge, equipment: ServiceEquipment, response: Response
) -> dict[str, Any]:
    """Return everything that is stored of the link's holder."""
    person = equipment.keys.links.person_of(body.token.get_secret_value())
    response.headers["Cache-Control"] = "no-store"
    async with edge.reading() as connection:
        return await export(connection, equipment.keys, person=person)
