"""Takes what comes back to the return addresses of mails: the mail server hands each over as it is (docs/operation.md)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from pydantic import BaseModel

from services.notifications.api.equipped import ServiceEquipment
from services.notifications.use_cases.take_back_mail import TakenBack, take_back_mail
from shared.hosting.running import ServiceEdge
from shared.identity.access import service
from shared.identity.gate import require

router = APIRouter(tags=["returned mails"], dependencies=[Depends(require(service()))])


class TakenBackView(BaseModel):
    """What was learned from a returned mail."""

    result: TakenBack


@router.post("/returned-mails", status_code=202)
async def take_returned_mail(
    request: Request,
    edge: ServiceEdge,
    equipment: ServiceEquipment,
    envelope_recipient: Annotated[str, Header(max_length=320, description="The envelope's recipient.")],
) -> TakenBackView:
    """Take one returned mail, the body as it came (message/rfc822); what is no report changes nothing."""
    message = await request.body()
    async with edge.transaction() as work:
        taken = await take_back_mail(work, equipment.return_path, recipient=envelope_recipient, message=message)
    return TakenBackView(result=taken)
