"""Who may work here: invitations by mail or as links that are handed on, requests to join, and the page that accepts an invitation."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field, StringConstraints
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused, SubscriptionsAway
from services.portal.neighbours.signed_calls import Record
from services.portal.storage.partners import organisations_named
from services.portal.storage.quarters import all_quarters, find_quarter
from services.portal.web import choices
from services.portal.web.workspace.desk import AnybodysDesk, Desk, GuestsDesk, KeepersDesk
from services.portal.web.workspace.form_view import FormField, FormView, form_page, pressed, read, refused_page
from services.portal.web.workspace.heard import grant_is_heard
from shared.contracts.vocabulary import Slug
from shared.web.forms import empty_form
from shared.web.pages.view import drawn, translated
from shared.web.problems import mark

router = APIRouter(include_in_schema=False)

INVITATIONS = "/arbeitsbereich/einladungen"


class Invited(BaseModel):
    """Whom the invitation is for."""

    organisation: UUID | None = None
    network: Slug | None = None
    address: Annotated[str, StringConstraints(strip_whitespace=True, max_length=254)] = ""


class Accepted(BaseModel):
    """The secret of an invitation, or the whole link as it was handed on."""

    code: Annotated[str, StringConstraints(min_length=20, max_length=400)]

    @property
    def secret(self) -> str:
        """What stands behind the # of the link."""
        return self.code.rpartition("#")[2].strip()


class Asked(BaseModel):
    """For whom somebody wants to work."""

    network: Slug
    organisation: UUID


ACCEPT = FormView(
    title=mark("Einladung annehmen"),
    intro=mark("Damit dürfen Sie für Ihre Einrichtung oder Ihr Quartier eintragen. Die Einladung gilt einmal und 14 Tage lang."),
    fields=(FormField("code", mark("Code der Einladung"), hint=mark("Er steht hinter dem # in Ihrem Link und ist meist schon eingetragen.")),),
    submit=mark("Annehmen"),
)  # fmt: skip


@router.get("/einladung")
async def invitation(desk: AnybodysDesk) -> Response:
    """Show the way to sign in, and afterwards the field into which the page's script puts the secret of the link."""
    if desk.session is None:
        return await desk.page("workspace/invited.html")
    return await form_page(desk, ACCEPT, empty_form(), template="workspace/accept.html")


@router.post("/einladung")
async def accept(desk: GuestsDesk) -> Response:
    """Accept; the way goes on to the first offer."""
    form = await read(desk, Accepted)
    if form.values is None:
        return await form_page(desk, ACCEPT, form, status=422, template="workspace/accept.html")
    try:
        accepted = await (await desk.registry()).do("/invitations/accept", {"token": form.values.secret})
    except Refused as refusal:
        return await refused_page(desk, ACCEPT, form, refusal, template="workspace/accept.html")
    await grant_is_heard(desk, accepted["grant"]["id"])
    organisation = accepted["grant"].get("organisation")
    return await desk.page(
        "workspace/welcome.html", organisation=organisation, network=accepted["grant"].get("network")
    )


@router.get("/mitarbeit")
async def ask_to_join(
    desk: GuestsDesk, network: Annotated[str, Query(alias="quartier", max_length=60)] = ""
) -> Response:
    """Show quarters, then the organisations of the one that was chosen, and what was asked before."""
    if desk.session is None:  # One of the platform's own services, which works for nobody.
        return desk.lead_to("")
    return await _join_page(desk, network)


@router.post("/mitarbeit")
async def send_request(desk: GuestsDesk) -> Response:
    """Ask the coordination."""
    form = await read(desk, Asked)
    if form.values is None:
        said = translated("Bitte wählen Sie Ihre Einrichtung.")
        return await _join_page(desk, str(form.typed.get("network", "")), said=said)
    try:
        await (await desk.registry()).do("/join-requests", form.values.model_dump(mode="json"))
    except Refused as refusal:
        return await _join_page(desk, form.values.network, said=refusal.sentence)
    return desk.equipment.pages.redirect(
        desk.request, "/mitarbeit", erledigt=translated("Gefragt. Die Koordination antwortet Ihnen hier.")
    )


@router.get(INVITATIONS)
async def invitations(desk: KeepersDesk) -> Response:
    """Show requests, invitations, and the form to invite."""
    return await _page(desk)


@router.post(INVITATIONS)
async def invite(desk: KeepersDesk) -> Response:
    """Make an invitation and mail it, if an address is given; its link is shown this once, whatever became of the mail."""
    form = await read(desk, Invited)
    values = form.values
    if values is None or not (values.organisation or values.network):
        return await _page(desk, said=translated("Bitte wählen Sie, wofür Sie einladen."))
    body = {"role": "partner", "organisation": str(values.organisation)} if values.organisation else {"role": "coordinator", "network": values.network}  # fmt: skip
    try:
        made = await (await desk.registry()).do("/invitations", body)
    except Refused as refusal:
        return await _page(desk, said=refusal.sentence)
    link = f"{desk.equipment.settings.public_url}/einladung#{made['token']}"
    mailed = await _is_mailed(desk, values, made["token"]) if values.address else None
    return await _page(desk, made={**made, "link": link, "mailed": mailed})


async def _is_mailed(desk: Desk, invited: Invited, secret: str) -> bool:
    """Have the invitation sent; the address is kept nowhere."""
    async with desk.edge.reading() as connection:
        if invited.organisation:
            whom_for = (await organisations_named(connection, {invited.organisation})).get(invited.organisation, "")
        else:
            quarter = await find_quarter(connection, invited.network or "")
            whom_for = quarter.name if quarter is not None else ""
    body = {
        "address": invited.address,
        "secret": secret,
        "role": "partner" if invited.organisation else "coordinator",
        "whom_for": whom_for,
        "text_language": drawn.get().language.tag,
    }
    try:
        told = await (await desk.equipment.notifications_of(desk.session)).do("/invitation-mails", body)
    except (Refused, SubscriptionsAway):
        return False
    return bool(told["result"] == "accepted")


@router.post(INVITATIONS + "/{invitation_id}/zurueck")
async def withdraw(invitation_id: UUID, desk: KeepersDesk) -> Response:
    """Take an invitation back."""
    await pressed(desk)
    try:
        await (await desk.registry()).remove(f"/invitations/{invitation_id}")
        done = translated("Die Einladung gilt nicht mehr.")
    except Refused as refusal:
        done = refusal.sentence
    return desk.lead_to("/einladungen", erledigt=done)


class Decided(BaseModel):
    """Yes or no to a request."""

    answer: Literal["accept", "refuse"]
    version: int = Field(ge=1)


@router.post(INVITATIONS + "/anfragen/{request_id}")
async def decide(request_id: UUID, desk: KeepersDesk) -> Response:
    """Answer a request to join."""
    form = await read(desk, Decided)
    if form.values is None:
        return desk.lead_to("/einladungen")
    path = f"/join-requests/{request_id}/{form.values.answer}"
    try:
        await (await desk.registry()).do(path, version=form.values.version)
        is_accepted = form.values.answer == "accept"
        done = translated("Angenommen. Die Person kann sofort eintragen.") if is_accepted else translated("Abgelehnt.")
    except Refused as refusal:
        done = refusal.sentence
    return desk.lead_to("/einladungen", erledigt=done)


async def _page(desk: Desk, *, said: str = "", made: Record | None = None) -> Response:
    registry = await desk.registry()
    now = desk.equipment.running.clock()
    all_made = await registry.every("/invitations", most=200)
    requests = await registry.every("/join-requests", most=200)
    open_ones = [
        each for each in all_made if not each["withdrawn"] and not each["accepted_at"] and _is_ahead(each, now)
    ]
    reach = await desk.choices()
    own = [quarter for quarter in reach.quarters if desk.actor.is_office or desk.actor.coordinates(quarter.id)]
    async with desk.edge.reading() as connection:
        wanted = {UUID(each["organisation"]) for each in (*all_made, *requests) if each["organisation"]}
        names = await organisations_named(connection, wanted)
    return await desk.page(
        "workspace/invitations.html",
        status=422 if said else 200,
        said=said,
        made=made,
        open_ones=open_ones,
        accepted=[each for each in all_made if each["accepted_at"]][-20:],
        requests=requests,
        names={str(key): name for key, name in names.items()},
        organisations=choices.organisations(reach.organisations),
        quarters=choices.quarters(own) if desk.actor.is_office else [],
        form=empty_form(),
    )


def _is_ahead(invitation: Record, now: datetime) -> bool:
    return datetime.fromisoformat(invitation["expires_at"]) > now


async def _join_page(desk: Desk, network: str, *, said: str = "") -> Response:
    registry = await desk.registry()
    async with desk.edge.reading() as connection:
        quarters = await all_quarters(connection)
    chosen = next((quarter for quarter in quarters if quarter.id == network), None)
    members: list[Any] = await registry.every("/partners", network=chosen.id) if chosen else []
    asked = await registry.every("/join-requests/own", most=50)
    async with desk.edge.reading() as connection:
        names = await organisations_named(connection, {UUID(each["organisation"]) for each in asked})
    return await desk.page(
        "workspace/join.html",
        status=422 if said else 200,
        said=said,
        quarters=quarters,
        chosen=chosen,
        organisations=[(each["id"], each["label"]) for each in members],
        asked=asked,
        names={str(key): name for key, name in names.items()},
        form=empty_form(network=chosen.id if chosen else ""),
    )
