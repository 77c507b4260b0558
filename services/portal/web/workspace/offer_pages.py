"""Making and changing an offer. The catalogue decides; what it refuses is shown at the fields."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.neighbours.edited_offer import EditedOffer
from services.portal.neighbours.refusals import Refused
from services.portal.web.addresses import OfferId
from services.portal.web.workspace.desk import Desk, PersonsDesk
from services.portal.web.workspace.double_structures import advice_for
from services.portal.web.workspace.offer_choices import offer_choices
from services.portal.web.workspace.offer_content import Written, written
from services.portal.web.workspace.offer_form import OfferForm, copy_of, form_of, new_form
from services.portal.web.workspace.offer_refused import differences, labels, with_refusal
from shared.hosting.running import new_uuid7
from shared.web.forms import Form

router = APIRouter(prefix="/arbeitsbereich/angebote", include_in_schema=False)

SOMEBODY_WAS_FASTER = 412
NOT_ACCEPTED = 422
STEP_OF = {"publish": "publish", "submit": "submit"}


@router.get("/neu")
async def new_offer(desk: PersonsDesk, quartier: str = "", organisation: str = "") -> Response:
    """Show an empty form."""
    choices = await desk.choices()
    networks, organisations = choices.quarters, [str(each.id) for each in choices.organisations]
    network = next((quarter.id for quarter in networks if quarter.id == quartier or len(networks) == 1), "")
    chosen = next((each for each in organisations if each == organisation or len(organisations) == 1), "")
    return await form_page(desk, new_form(new_uuid7(), network=network, organisation=chosen))


@router.post("/neu")
async def make_offer(desk: PersonsDesk) -> Response:
    """Make a draft, and publish it or have it reviewed if that was the button."""
    form, content = await _read(desk, before=None)
    if form.values is None or content is None:
        return await form_page(desk, form, status=NOT_ACCEPTED)
    try:
        offer = await (await desk.workshop()).draft(form.values.offer_id, content.content)
    except Refused as refusal:
        if refusal.status == SOMEBODY_WAS_FASTER:  # The form was sent twice: the offer is there.
            return desk.lead_to(f"/angebote/{form.values.offer_id}")
        return await form_page(desk, with_refusal(form, refusal), status=NOT_ACCEPTED)
    return await _go_on(desk, offer, form.values)


@router.get("/{offer_id}")
async def show_offer(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Show the form of an offer."""
    offer = await own_offer(desk, offer_id)
    if offer.has_ended:
        return await desk.page_about("workspace/ended.html", offer)
    return await form_page(desk, form_of(offer), offer=offer)


@router.get("/{offer_id}/kopieren")
async def copy_offer(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Show the form of a new offer, filled with what this one says."""
    offer = await own_offer(desk, offer_id)
    return await form_page(desk, copy_of(offer, new_uuid7()), copied=offer)


@router.post("/{offer_id}")
async def change_offer(offer_id: OfferId, desk: PersonsDesk) -> Response:
    """Change an offer; when somebody was faster, both versions are shown and nothing is lost."""
    before = await own_offer(desk, offer_id)
    form, content = await _read(desk, before=before)
    if form.values is None or content is None:
        return await form_page(desk, form, offer=before, status=NOT_ACCEPTED)
    try:
        offer = await (await desk.workshop()).change(offer_id, content.content, version=form.values.version)
    except Refused as refusal:
        if refusal.status == SOMEBODY_WAS_FASTER:
            return await _conflict(desk, form, offer_id)
        return await form_page(desk, with_refusal(form, refusal), offer=before, status=NOT_ACCEPTED)
    return await _go_on(desk, offer, form.values)


async def form_page(
    desk: Desk,
    form: Form[Any],
    *,
    offer: EditedOffer | None = None,
    copied: EditedOffer | None = None,
    status: int = 200,
    conflict: Sequence[tuple[str, str]] | None = None,
) -> Response:
    """Return the form, new without an offer; `conflict` tells what somebody else has changed meanwhile."""
    return await desk.page(
        "workspace/offer_form.html",
        status=status,
        form=form,
        offer=offer,
        copied=copied,
        conflict=conflict,
        labels=labels(),
        advice=await advice_for(desk, offer),
        **await offer_choices(desk, form),
    )


async def own_offer(desk: Desk, offer_id: UUID) -> EditedOffer:
    """Return an offer that this person may change; raises NotVisible, NotPermitted."""
    offer = await (await desk.workshop()).offer(offer_id)
    desk.actor.may_act_for(offer.organisation, network=offer.network, hidden=offer.is_draft)
    return offer


async def refused_step(desk: Desk, offer_id: UUID, refusal: Refused) -> Response:
    """Return the offer's form with why a step was refused."""
    offer = await own_offer(desk, offer_id)
    return await form_page(desk, with_refusal(form_of(offer), refusal), offer=offer, status=NOT_ACCEPTED)


async def _read(desk: Desk, *, before: EditedOffer | None) -> tuple[Form[Any], Written | None]:
    form: Form[Any] = await desk.equipment.pages.read_form(desk.request, OfferForm)
    if form.values is None:
        return form, None
    content = written(form.values, typed=dict(form.typed), before=before)
    for name, sentence in content.errors.items():
        form = form.with_error(name, sentence)
    return form, None if content.errors else content


async def _go_on(desk: Desk, offer: EditedOffer, sent: Any) -> Response:
    if sent.then in STEP_OF and offer.is_draft:
        try:
            await (await desk.workshop()).step(offer.id, STEP_OF[sent.then], version=offer.revision)
        except Refused as refusal:
            return await refused_step(desk, offer.id, refusal)
        return desk.lead_to(f"/angebote/{offer.id}/{'veroeffentlicht' if sent.then == 'publish' else 'eingereicht'}")
    return desk.lead_to(f"/angebote/{offer.id}", gespeichert=offer.revision)


async def _conflict(desk: Desk, form: Form[Any], offer_id: UUID) -> Response:
    now = await own_offer(desk, offer_id)
    retyped = Form[Any]({**form.typed, "version": str(now.revision)}, {}, None)
    return await form_page(desk, retyped, offer=now, status=409, conflict=differences(form.typed, now))
