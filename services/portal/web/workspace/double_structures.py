"""Who else serves these families: advice while an offer is typed, and beside one that exists."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.neighbours.edited_offer import EditedOffer
from services.portal.neighbours.refusals import CatalogueAway, Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.storage.partners import organisations_named
from services.portal.web.workspace.desk import Desk, PersonsDesk
from services.portal.web.workspace.offer_content import written
from services.portal.web.workspace.offer_form import OfferForm, form_of
from shared.identity.refusals import NotPermitted, NotVisible
from shared.web.forms import check_form

router = APIRouter(prefix="/arbeitsbereich/angebote", include_in_schema=False)


@router.post("/aehnliche")
async def similar_while_typing(desk: PersonsDesk) -> Response:
    """Return the advice for what stands in the form now, a part of the page; half a form has none yet."""
    await desk.equipment.pages.check_button(desk.request)
    form: Any = check_form(await desk.request.form(), OfferForm)
    found: Sequence[Record] = ()
    if form.values is not None:
        content = written(form.values, typed=dict(form.typed), before=None)
        found = await _similar(desk, content.content, without=form.values.offer_id) if not content.errors else ()
    return desk.equipment.page(desk.request, "workspace/advice.html", advice=found)


async def advice_for(desk: Desk, offer: EditedOffer | None) -> Sequence[Record]:
    """Return the advice for an offer as it stands; without the catalogue's answer there is none, and the form works all the same."""
    if offer is None:
        return ()
    form: Any = form_of(offer)
    body = written(OfferForm.model_validate(_given(form.typed), by_name=True), typed=form.typed, before=offer)
    return await _similar(desk, body.content, without=offer.id)


def _given(typed: Any) -> dict[str, Any]:
    return {name: value for name, value in typed.items() if value}


async def _similar(desk: Desk, content: dict[str, Any], *, without: UUID) -> Sequence[Record]:
    try:
        answer = await (await desk.catalogue()).call(
            "POST", "/offers/similar", json=content, params={"without": str(without)}
        )
    except (CatalogueAway, Refused, NotPermitted, NotVisible):
        return ()
    found: list[Record] = answer.json()
    async with desk.edge.reading() as connection:
        names = await organisations_named(connection, {UUID(each["organisation"]) for each in found})
    return [{**each, "by": names.get(UUID(each["organisation"]), "")} for each in found]
