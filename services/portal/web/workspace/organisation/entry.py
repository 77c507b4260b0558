"""The entry of an organisation: what everybody reads of it, changed by its own people or the office."""

from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.web.workspace.desk import Desk, PartnersDesk
from services.portal.web.workspace.form_view import FormField, FormView, form_page, read, refused_page
from services.portal.web.workspace.labels import PARTNER_KINDS
from services.portal.web.workspace.navigation import partner_path
from services.portal.web.workspace.partner_types import partner_types
from shared.contracts.vocabulary import Key, Line, Text
from shared.web.forms import Form, empty_form
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/organisation/{partner_id}", include_in_schema=False)


class Entry(BaseModel):
    """The fields of an organisation."""

    label: Line
    kind: Literal["institution", "company", "association", "authority"]
    partner_type: Key
    description: Text = ""
    website: Line | None = None
    street: Line | None = None
    postal_code: Line | None = None
    city: Line | None = None
    phone: Line | None = None
    mail: Line | None = None
    version: int = Field(default=0, ge=0)

    def body(self, before: Record | None = None) -> dict[str, Any]:
        """Return what the registry takes; parent and identifiers, which no field shows, stay."""
        kept = {"parent": before["parent"], "identifiers": before["identifiers"]} if before else {}
        said = self.model_dump(mode="json", exclude={"version", "street", "postal_code", "city"})
        address = self.model_dump(include={"street", "postal_code", "city"})
        return {**kept, **said, "address": address if any(address.values()) else None}


def entry_fields(types: tuple[tuple[str, str], ...]) -> tuple[FormField, ...]:
    """Return the fields as they are drawn."""
    return (
        FormField("label", mark("Name"), longest=200),
        FormField("kind", mark("Rechtsform"), "select", options=PARTNER_KINDS),
        FormField("partner_type", mark("Arbeitsfeld"), "select", hint=mark("Nach § 3 Abs. 2 KKG, wo es dort genannt ist."), options=types),
        FormField("description", mark("Was Sie tun"), "textarea", hint=mark("Bitte keine Namen von Personen."), is_required=False),
        FormField("website", mark("Internetseite"), hint=mark("Beginnt mit https://"), is_required=False, longest=200),
        FormField("street", mark("Straße und Hausnummer"), is_required=False, longest=200),
        FormField("postal_code", mark("Postleitzahl"), is_required=False, longest=10),
        FormField("city", mark("Ort"), is_required=False, longest=200),
        FormField("phone", mark("Telefonzentrale"), hint=mark("Keine Durchwahl einer Person."), is_required=False, longest=40),
        FormField("mail", mark("Postfach der Einrichtung"), hint=mark("Zum Beispiel: buero@einrichtung.de"), is_required=False),
        FormField("version", "", "hidden"),
    )  # fmt: skip


def typed_entry(partner: Record) -> dict[str, str]:
    """Return what stands in the fields for an organisation."""
    address = partner["address"] or {}
    names = ("label", "kind", "partner_type", "description", "website", "phone", "mail")
    said = {name: str(partner[name] or "") for name in names}
    where = {name: str(address.get(name) or "") for name in ("street", "postal_code", "city")}
    return {**said, **where, "version": str(partner["version"])}


@router.get("")
async def show_entry(partner_id: UUID, desk: PartnersDesk) -> Response:
    """Show the entry as a form."""
    partner = await (await desk.registry()).read(f"/partners/{partner_id}")
    return await _page(desk, partner, empty_form(**typed_entry(partner)))


@router.post("")
async def change_entry(partner_id: UUID, desk: PartnersDesk) -> Response:
    """Change it."""
    registry = await desk.registry()
    partner = await registry.read(f"/partners/{partner_id}")
    form = await read(desk, Entry)
    if form.values is None:
        return await _page(desk, partner, form, status=422)
    try:
        await registry.change(f"/partners/{partner_id}", form.values.body(partner), version=form.values.version)
    except Refused as refusal:
        view, context = await _view(desk, partner), {"partner": partner, **await _around(desk, partner)}
        return await refused_page(
            desk, view, form, refusal, now=typed_entry(partner), template="workspace/organisation/entry.html", **context
        )
    return desk.lead_to(partner_path(partner_id).removeprefix("/arbeitsbereich"), erledigt=translated("Gespeichert."))


async def _page(desk: Desk, partner: Record, form: Form[Any], *, status: int = 200) -> Response:
    view = await _view(desk, partner)
    context = {"partner": partner, **await _around(desk, partner)}
    return await form_page(desk, view, form, status=status, template="workspace/organisation/entry.html", **context)


async def _view(desk: Desk, partner: Record) -> FormView:
    types = await partner_types(desk, chosen=partner["partner_type"])
    return FormView(title=partner["label"], fields=entry_fields(types), field_of={"address": "street"})


async def _around(desk: Desk, partner: Record) -> dict[str, Any]:
    """Return the carriers above the organisation."""
    told = await (await desk.registry()).read(f"/partners/{partner['id']}/chain")
    return {"above": told["above"]}
