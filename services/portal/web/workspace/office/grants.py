"""Who may what: giving rights and taking them back. A right is refused everywhere within seconds after it was taken back."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, StringConstraints
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.storage.partners import organisations_named
from services.portal.storage.quarters import all_quarters
from services.portal.web import choices
from services.portal.web.workspace.desk import Desk, OfficeDesk
from services.portal.web.workspace.form_view import FormField, FormView, form_page, pressed, read, with_refusal
from services.portal.web.workspace.labels import ROLES, name_of
from services.portal.web.workspace.sheet import AskedSheet, Cell, Column, Row, Sheet, day_cell, sheet_page
from shared.contracts.vocabulary import Slug
from shared.hosting.running import new_uuid7
from shared.web.forms import empty_form
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/fachstelle/rechte", include_in_schema=False)

COLUMNS = (Column("konto", mark("Konto")), Column("rolle", mark("Recht")), Column("wofuer", mark("Wofür")), Column("seit", mark("Seit")), Column("bis", mark("Bis")))  # fmt: skip


class NewGrant(BaseModel):
    """Whose right, which, and until when."""

    account: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    role: Literal["partner", "coordinator", "office"]
    network: Slug | None = None
    organisation: UUID | None = None
    grant_id: UUID


@router.get("")
async def grants(desk: OfficeDesk, asked: AskedSheet) -> Response:
    """Show the rights that stand."""
    found = await (await desk.registry()).every("/grants")
    async with desk.edge.reading() as connection:
        ids = {UUID(each["organisation"]) for each in found if each["organisation"]}
        names = {str(key): name for key, name in (await organisations_named(connection, ids)).items()}
        quarters = {quarter.id: quarter.name for quarter in await all_quarters(connection)}
    rows = [_row(each, names, quarters) for each in found]
    return await sheet_page(
        desk,
        Sheet("rechte", COLUMNS, rows),
        asked,
        title=translated("Rechte"),
        intro=translated(
            "Am einfachsten bekommt jemand ein Recht durch eine Einladung. Ein Konto ist eine Kennung; Namen kennt nur die Anmeldung der Stadt."
        ),
        actions=(
            (translated("Einladen"), "/arbeitsbereich/einladungen"),
            (translated("Recht geben"), "/arbeitsbereich/fachstelle/rechte/neu"),
        ),
        empty=(
            translated("Keine Rechte"),
            translated("Laden Sie jemanden ein."),
            "/arbeitsbereich/einladungen",
            translated("Einladen"),
        ),
    )


@router.get("/neu")
async def new_grant(desk: OfficeDesk) -> Response:
    """Show the form."""
    return await form_page(desk, await _view(desk), empty_form(grant_id=str(new_uuid7())))


@router.post("/neu")
async def give(desk: OfficeDesk) -> Response:
    """Give a right to an account."""
    form, view = await read(desk, NewGrant), await _view(desk)
    values = form.values
    if values is None:
        return await form_page(desk, view, form, status=422)
    scope: dict[str, dict[str, str | None]] = {
        "partner": {"organisation": str(values.organisation or "")},
        "coordinator": {"network": values.network},
    }
    body = {"account": values.account, "role": values.role, "valid_from": datetime.now(UTC).isoformat()}
    said = {name: value for name, value in scope.get(values.role, {}).items() if value}
    try:
        await (await desk.registry()).make(f"/grants/{values.grant_id}", {**body, **said})
    except Refused as refusal:
        return await form_page(desk, view, with_refusal(form, refusal, view), status=422)
    return desk.lead_to("/fachstelle/rechte", erledigt=translated("Das Recht gilt."))


@router.get("/{grant_id}")
async def show_grant(grant_id: UUID, desk: OfficeDesk) -> Response:
    """Show one right and the button that takes it back."""
    grant = await (await desk.registry()).read(f"/grants/{grant_id}")
    name = await _scope(desk, grant)
    return await desk.page(
        "workspace/office/grant.html", grant=grant, name=name, role=translated(name_of(ROLES, grant["role"]))
    )


@router.post("/{grant_id}")
async def withdraw(grant_id: UUID, desk: OfficeDesk) -> Response:
    """Take it back."""
    version = await pressed(desk)
    try:
        await (await desk.registry()).remove(f"/grants/{grant_id}", version=version)
        done = translated("Zurückgenommen. Das Recht gilt nirgends mehr.")
    except Refused as refusal:
        done = refusal.sentence
    return desk.lead_to("/fachstelle/rechte", erledigt=done)


def _row(grant: Record, names: dict[str, str], quarters: dict[str, str]) -> Row:
    scope = names.get(grant["organisation"] or "") or quarters.get(grant["network"] or "") or grant["network"] or ""
    return {
        "konto": Cell(f"{grant['account'][:12]} …", href=f"/arbeitsbereich/fachstelle/rechte/{grant['id']}"),
        "rolle": Cell(translated(name_of(ROLES, grant["role"]))),
        "wofuer": Cell(scope),
        "seit": day_cell(grant["valid_from"]),
        "bis": day_cell(grant["valid_until"]),
    }


async def _scope(desk: Desk, grant: Record) -> str:
    if not grant["organisation"]:
        return grant["network"] or ""
    async with desk.edge.reading() as connection:
        return (await organisations_named(connection, [UUID(grant["organisation"])])).get(
            UUID(grant["organisation"]), ""
        )


async def _view(desk: Desk) -> FormView:
    reach = await desk.choices()
    return FormView(
        title=mark("Recht geben"),
        intro=mark("Wer schon einmal eine Einladung angenommen hat, hat ein Konto; seine Kennung steht in der Liste der Rechte."),
        above=((mark("Rechte"), "/arbeitsbereich/fachstelle/rechte"),),
        fields=(
            FormField("account", mark("Konto"), hint=mark("32 Zeichen aus 0 bis 9 und a bis f.")),
            FormField("role", mark("Recht"), "radios", options=[each for each in ROLES if each[0] != "service"]),
            FormField("organisation", mark("Organisation"), "select", options=choices.organisations(reach.organisations), is_required=False, hint=mark("Nur, wer für eine Organisation einträgt.")),
            FormField("network", mark("Quartier"), "select", options=choices.quarters(reach.quarters), is_required=False, hint=mark("Nur für die Koordination.")),
            FormField("grant_id", "", "hidden"),
        ),
        submit=mark("Recht geben"),
    )  # fmt: skip
