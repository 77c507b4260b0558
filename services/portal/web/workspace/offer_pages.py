"""Making, changing, publishing and ending an offer. The catalogue decides; what it refuses is shown at the fields."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.offer import Offer
from services.portal.neighbours.refusals import Refused
from services.portal.web.addresses import OfferId
from services.portal.web.workspace.desk import Desk, PersonsDesk
from services.portal.web.workspace.offer_content import Written, written
from services.portal.web.workspace.offer_form import OfferForm, form_of, new_form
from services.portal.web.workspace.refused_form import differences, with_refusal
from shared.hosting.running import new_uuid7
from shared.web.forms import Form

router = APIRouter(prefix="/arbeitsbereich/angebote", include_in_schema=False)

SOMEBODY_WAS_FASTER = 412
NOT_ACCEPTED = 422


@router.get("/neu")
async def new_offer(desk: PersonsDesk, quartier: str = "") -> Response:
    """Show an empty form."""
    choices = await desk.choices()
    networks, organisations = choices.quarters, choices.organisations
    network = next((quarter.id for quarter in networks if quarter.id == quartier or len(networks) == 1), "")
    organisation = str(organisations[0].id) if len(organisations) == 1 else ""
    return await desk.form_page(new_form(new_uuid7(), network=network, organisation=organisation))


@router.post("/neu")
async def make_offer(desk: PersonsDesk) -> Response:
    """Make a draft, and publish it if that was the button."""
    form, content = await _read(desk, before=None)
    if form.values is None or content is None:
        return await desk.form_page(form, status=NOT_ACCEPTED)
    try:
        offer = await (await desk.workshop()).draft(form.values.offer_id, content.content)
    except Refused as refusal:
        if refusal.status == SOMEBODY_WAS_FASTER:  # The form was sent twice: the offer is there.
            return desk.lead_to(f"/angebote/{form.values.offer_id}")
        return await desk.form_page(with_refusal(form, refusal), status=NOT_ACCEPTED)
    return await _go_on(desk, offer, form.values)


@router.get("/{offer_id}")
async def show_offer(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Show the form of an offer."""
    offer = await _own(desk, offer_id)
    if offer.has_ended:
        return await desk.page_about("workspace/ended.html", offer)
    return await desk.form_page(form_of(offer), offer=offer)


@router.post("/{offer_id}")
async def change_offer(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Change an offer; when somebody was faster, both versions are shown and nothing is lost."""
    before = await _own(desk, offer_id)
    form, content = await _read(desk, before=before)
    if form.values is None or content is None:
        return await desk.form_page(form, offer=before, status=NOT_ACCEPTED)
    try:
        offer = await (await desk.workshop()).change(offer_id, content.content, version=form.values.version)
    except Refused as refusal:
        if refusal.status == SOMEBODY_WAS_FASTER:
            return await _conflict(desk, form, offer_id)
        return await desk.form_page(with_refusal(form, refusal), offer=before, status=NOT_ACCEPTED)
    return await _go_on(desk, offer, form.values)


class Step(BaseModel):
    """A button: which version of the offer it was shown for."""

    version: int = Field(ge=1)


@router.post("/{offer_id}/veroeffentlichen")
async def publish_offer(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Make a draft public."""
    return await _publish(desk, offer_id, version=await _version(desk))


@router.get("/{offer_id}/veroeffentlicht")
async def published(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Say that it is public and what happens now."""
    return await desk.page_about("workspace/published.html", await _own(desk, offer_id))


@router.post("/{offer_id}/beenden")
async def end_offer(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """End an offer."""
    version = await _version(desk)
    try:
        offer = await (await desk.workshop()).withdraw(offer_id, version=version)
    except Refused as refusal:
        return await _refused_step(desk, offer_id, refusal)
    return await desk.page_about("workspace/ended.html", offer)


async def _read(desk: Desk, *, before: Offer | None) -> tuple[Form[OfferForm], Written | None]:
    form = await desk.equipment.pages.read_form(desk.request, OfferForm)
    if form.values is None:
        return form, None
    content = written(form.values, typed=dict(form.typed), before=before)
    for name, sentence in content.errors.items():
        form = form.with_error(name, sentence)
    return form, None if content.errors else content


async def _own(desk: Desk, offer_id: UUID) -> Offer:
    """Return an offer that this person may change; raises NotVisible, NotPermitted."""
    offer = await (await desk.workshop()).offer(offer_id)
    desk.actor.may_act_for(offer.organisation, network=offer.network, hidden=offer.is_draft)
    return offer


async def _version(desk: Desk) -> int:
    step = await desk.equipment.pages.read_form(desk.request, Step)
    return step.values.version if step.values is not None else 0


async def _go_on(desk: Desk, offer: Offer, sent: OfferForm) -> Response:
    if sent.then == "publish" and offer.is_draft:
        return await _publish(desk, offer.id, version=offer.revision)
    return desk.lead_to(f"/angebote/{offer.id}", gespeichert=offer.revision)


async def _publish(desk: Desk, offer_id: UUID, *, version: int) -> Response:
    try:
        await (await desk.workshop()).publish(offer_id, version=version)
    except Refused as refusal:
        return await _refused_step(desk, offer_id, refusal)
    return desk.lead_to(f"/angebote/{offer_id}/veroeffentlicht")


async def _refused_step(desk: Desk, offer_id: UUID, refusal: Refused) -> Response:
    offer = await _own(desk, offer_id)
    return await desk.form_page(with_refusal(form_of(offer), refusal), offer=offer, status=NOT_ACCEPTED)


async def _conflict(desk: Desk, form: Form[OfferForm], offer_id: UUID) -> Response:
    now = await _own(desk, offer_id)
    retyped = Form[OfferForm]({**form.typed, "version": str(now.revision)}, {}, None)
    return await desk.form_page(retyped, offer=now, status=409, conflict=differences(form.typed, now))
