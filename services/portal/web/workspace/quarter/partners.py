"""The partners of a quarter: who is there, which types the law wants and nobody has, and taking somebody in."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.web.addresses import Network
from services.portal.web.quarter import quarter_of
from services.portal.web.workspace.desk import Desk, KeepersDesk
from services.portal.web.workspace.form_view import FormField, FormView, form_page, read, refused_page, with_refusal
from services.portal.web.workspace.heard import partner_is_heard
from services.portal.web.workspace.labels import LEFT_REASONS, PARTNER_KINDS, name_of
from services.portal.web.workspace.navigation import quarter_path
from services.portal.web.workspace.organisation.entry import Entry, entry_fields
from services.portal.web.workspace.partner_types import partner_types
from services.portal.web.workspace.sheet import AskedSheet, Cell, Column, Row, Sheet, day_cell, sheet_page
from shared.contracts.vocabulary import Line
from shared.hosting.running import new_uuid7
from shared.web.forms import Form, empty_form
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}/partner", include_in_schema=False)

COLUMNS = (
    Column("name", mark("Name")),
    Column("art", mark("Arbeitsfeld")),
    Column("rolle", mark("Rolle")),
    Column("seit", mark("Dabei seit")),
    Column("angebote", mark("Angebote")),
)


class NewPartner(Entry):
    """An organisation and its place in the network."""

    role: Line
    partner_id: UUID
    is_new: Literal["", "yes"] = ""


class Member(BaseModel):
    """A membership as it is changed."""

    role: Line
    joined_on: date | None = None
    left_on: date | None = None
    left_reason: Literal["own_wish", "closed", "moved", "funding_ended", "merged", "other"] | None = None
    version: int = Field(ge=1)


@router.get("")
async def partners_page(network: Network, desk: KeepersDesk, asked: AskedSheet) -> Response:
    """Show the members and what is missing."""
    registry = await desk.registry()
    members = {each["partner"]: each for each in await registry.every(f"/networks/{network}/members")}
    partners = await registry.every("/partners", network=network)
    types = await registry.read(f"/networks/{network}/missing-partner-types")
    names = {each["key"]: each["label"] for each in (*types["present"], *types["missing"])}
    offers = await (await desk.workshop()).offers(network=network, statuses=["published"])
    counts: dict[str, int] = {}
    for offer in offers:
        counts[str(offer.organisation)] = counts.get(str(offer.organisation), 0) + 1
    rows = [_row(network, each, members.get(each["id"], {}), names, counts) for each in partners]
    async with desk.edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    return await sheet_page(
        desk,
        Sheet(f"partner-{network}", COLUMNS, rows),
        asked,
        template="workspace/quarter/partners.html",
        quarter=quarter,
        types=types,
    )


def _row(network: str, partner: Record, member: Record, names: dict[str, str], counts: dict[str, int]) -> Row:
    number = counts.get(partner["id"], 0)
    kind = partner["partner_type"]
    return {
        "name": Cell(partner["label"], href=quarter_path(network, f"partner/{partner['id']}")),
        "art": Cell(translated(names.get(kind) or name_of((), kind).capitalize())),
        "rolle": Cell(member.get("role", "")),
        "seit": day_cell(member.get("joined_on")),
        "angebote": Cell(str(number), order=number),
    }


@router.get("/neu")
async def new_partner(network: Network, desk: KeepersDesk) -> Response:
    """Show the form to take in an organisation that the registry doesn't know."""
    view = await _new_view(desk, network)
    return await form_page(desk, view, empty_form(partner_id=str(new_uuid7()), role="Mitglied", city="Dortmund"))


@router.post("/neu")
async def take_in(network: Network, desk: KeepersDesk) -> Response:
    """Look whether it is there already; what is not becomes a partner and a member."""
    form, view = await read(desk, NewPartner), await _new_view(desk, network)
    values = form.values
    if values is None:
        return await form_page(desk, view, form, status=422)
    registry = await desk.registry()
    try:
        if not values.is_new and (known := await _known(desk, values)):
            return await _ask_whether_known(desk, network, form, known)
        await registry.make(f"/partners/{values.partner_id}", _partner_body(values))
        await _join(desk, network, str(values.partner_id), role=values.role)
    except Refused as refusal:
        return await form_page(desk, view, with_refusal(form, refusal, view), status=422)
    await partner_is_heard(desk, values.partner_id)
    return desk.lead_to(
        f"/quartier/{network}/partner/{values.partner_id}",
        erledigt=translated("Aufgenommen. Laden Sie die Einrichtung jetzt ein."),
    )


@router.post("/aufnehmen")
async def take_in_known(network: Network, desk: KeepersDesk) -> Response:
    """Let an organisation join that the registry knows."""
    form = await read(desk, Known)
    if form.values is None:
        return desk.lead_to(f"/quartier/{network}/partner")
    done = translated("Aufgenommen.")
    try:
        await _join(desk, network, str(form.values.partner), role="Mitglied")
    except Refused as refusal:
        done = refusal.sentence
    return desk.lead_to(f"/quartier/{network}/partner/{form.values.partner}", erledigt=done)


class Known(BaseModel):
    """A partner by its id."""

    partner: UUID


@router.get("/{member_id}")
async def show_member(network: Network, member_id: UUID, desk: KeepersDesk) -> Response:
    """Show a partner with its membership."""
    partner, member = await _member(desk, network, member_id)
    typed = {name: str(member[name] or "") for name in ("role", "joined_on", "left_on", "left_reason", "version")}
    return await _member_page(desk, network, partner, empty_form(**typed))


@router.post("/{member_id}")
async def change_member(network: Network, member_id: UUID, desk: KeepersDesk) -> Response:
    """Change role and days, or let it leave."""
    partner, member = await _member(desk, network, member_id)
    form = await read(desk, Member)
    if form.values is None:
        return await _member_page(desk, network, partner, form, status=422)
    body = form.values.model_dump(mode="json", exclude={"version"})
    path = f"/networks/{network}/members/{member_id}"
    try:
        await (await desk.registry()).change(path, body, version=form.values.version)
    except Refused as refusal:
        view = _member_view(network, partner)
        return await refused_page(desk, view, form, refusal, now=member, template=MEMBER_PAGE, partner=partner)
    return desk.lead_to(f"/quartier/{network}/partner", erledigt=translated("Gespeichert."))


MEMBER_PAGE = "workspace/quarter/member.html"


async def _member(desk: Desk, network: str, partner: UUID) -> tuple[Record, Record]:
    registry = await desk.registry()
    return await registry.read(f"/partners/{partner}"), await registry.read(f"/networks/{network}/members/{partner}")


async def _member_page(desk: Desk, network: str, partner: Record, form: Form[Any], *, status: int = 200) -> Response:
    return await form_page(
        desk, _member_view(network, partner), form, status=status, template=MEMBER_PAGE, partner=partner
    )


def _member_view(network: str, partner: Record) -> FormView:
    return FormView(
        title=partner["label"],
        above=((mark("Partner"), quarter_path(network, "partner")),),
        fields=(
            FormField("role", mark("Rolle im Netzwerk"), hint=mark("Zum Beispiel: Mitglied, Sprecherin der Gruppe Übergänge.")),
            FormField("joined_on", mark("Dabei seit"), "date", is_required=False),
            FormField("left_on", mark("Ausgetreten am"), "date", is_required=False, hint=mark("Angebote bleiben, neue kommen nicht dazu.")),
            FormField("left_reason", mark("Grund"), "select", options=LEFT_REASONS, is_required=False),
            FormField("version", "", "hidden"),
        ),
    )  # fmt: skip


async def _new_view(desk: Desk, network: str) -> FormView:
    fields = [each for each in entry_fields(await partner_types(desk)) if each.name != "version"]
    more = (FormField("role", mark("Rolle im Netzwerk")), FormField("partner_id", "", "hidden"), FormField("is_new", "", "hidden"))  # fmt: skip
    return FormView(
        title=mark("Partner aufnehmen"),
        intro=mark("Kennt das Register die Einrichtung schon aus einem anderen Quartier, schlagen wir sie Ihnen vor."),
        above=((mark("Partner"), quarter_path(network, "partner")),),
        fields=(*fields, *more),
        submit=mark("Aufnehmen"),
        field_of={"address": "street"},
    )


def _partner_body(values: NewPartner) -> dict[str, Any]:
    return {name: value for name, value in values.body().items() if name not in {"role", "partner_id", "is_new"}}


async def _known(desk: Desk, values: NewPartner) -> list[Record]:
    said = {name: getattr(values, name) for name in ("street", "postal_code", "city", "phone", "mail", "website")}
    record = {"name": values.label, **{name: value for name, value in said.items() if value}}
    return list((await (await desk.registry()).do("/partners/duplicates/search", record))["items"])


async def _ask_whether_known(desk: Desk, network: str, form: Form[Any], known: list[Record]) -> Response:
    view = await _new_view(desk, network)
    again = empty_form(**{**form.typed, "is_new": "yes"})
    return await form_page(
        desk,
        view,
        again,
        template="workspace/quarter/known_partner.html",
        known=known,
        kinds=dict(PARTNER_KINDS),
        network=network,
    )


async def _join(desk: Desk, network: str, partner: str, *, role: str) -> None:
    today = desk.equipment.running.clock().date()
    body = {"role": role, "joined_on": today.isoformat()}
    await (await desk.registry()).make(f"/networks/{network}/members/{partner}", body)
