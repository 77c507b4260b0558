"""A new quarter in one form: area, network, plan, and who coordinates it; the pages for families are there a moment later."""

from datetime import date
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import SignedCalls
from services.portal.storage.quarters import find_quarter
from services.portal.web import choices
from services.portal.web.workspace.desk import Desk, OfficeDesk
from services.portal.web.workspace.form_view import FormField, FormView, form_page, read, with_refusal
from services.portal.web.workspace.heard import quarter_is_heard
from services.portal.web.workspace.labels import NETWORK_STATUSES
from services.portal.web.workspace.sheet import AskedSheet, Cell, Column, Row, Sheet, day_cell, sheet_page
from shared.contracts.vocabulary import LanguageTag, Line, Slug, Text
from shared.web.forms import empty_form
from shared.web.pages.view import translated
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich/fachstelle/quartiere", include_in_schema=False)

COLUMNS = (
    Column("name", mark("Quartier")),
    Column("status", mark("Stand")),
    Column("tor", mark("Nächstes Tor")),
    Column("bis", mark("Geplant bis")),
    Column("verzug", mark("Verzug in Tagen")),
)


class NewQuarter(BaseModel):
    """The fields of a new quarter."""

    label: Line
    short_label: Line
    slug: Slug
    area: Slug | None = None
    district: Line | None = None
    languages: list[LanguageTag] = Field(default=[], max_length=40)
    vision: Text = ""
    goals: str = Field(default="", max_length=4_000)
    started_on: date

    @property
    def area_id(self) -> str:
        """The action area: a known one, or one of the quarter's own name."""
        return self.area or self.slug

    def network(self, status: str) -> dict[str, Any]:
        """Return what the registry takes."""
        goals = [line.strip() for line in self.goals.splitlines() if line.strip()]
        return {
            "label": self.label,
            "short_label": self.short_label,
            "status": status,
            "areas": [self.area_id],
            "languages": self.languages,
            "vision": self.vision or None,
            "goals": [{"id": f"ziel-{number}", "text": text} for number, text in enumerate(goals, start=1)] or None,
        }


@router.get("")
async def quarters(desk: OfficeDesk, asked: AskedSheet) -> Response:
    """Show all quarters with how far they are."""
    registry = await desk.registry()
    plans = {each["network"]: each for each in await registry.every("/rollout/plans")}
    rows = [_row(each, plans.get(each["id"], {})) for each in await registry.every("/networks")]
    return await sheet_page(
        desk,
        Sheet("quartiere", COLUMNS, rows),
        asked,
        title=translated("Quartiere"),
        actions=((translated("Neues Quartier"), "/arbeitsbereich/fachstelle/quartiere/neu"),),
        empty=(
            translated("Noch kein Quartier"),
            translated("Legen Sie das erste an."),
            "/arbeitsbereich/fachstelle/quartiere/neu",
            translated("Neues Quartier"),
        ),
    )


@router.get("/neu")
async def new_quarter(desk: OfficeDesk) -> Response:
    """Show the form."""
    today = desk.equipment.running.clock().date()
    typed: dict[str, Any] = {"languages": ["de", "tr", "ar"], "started_on": today.isoformat()}
    return await form_page(desk, await _view(desk), empty_form(**typed))


@router.post("/neu")
async def found_quarter(desk: OfficeDesk) -> Response:
    """Found it step by step; what stands already from a first try is kept, so that a second one goes on."""
    form, view = await read(desk, NewQuarter), await _view(desk)
    if form.values is None:
        return await form_page(desk, view, form, status=422)
    try:
        await _found(await desk.registry(), form.values)
    except Refused as refusal:
        return await form_page(desk, view, with_refusal(form, refusal, view), status=422)
    await quarter_is_heard(desk, form.values.slug)
    return desk.lead_to(f"/fachstelle/quartiere/{form.values.slug}")


@router.get("/{network}")
async def founded(network: Slug, desk: OfficeDesk) -> Response:
    """Show what the new quarter has and what comes next; the portal itself may hear of it a moment later."""
    registry = await desk.registry()
    told = await registry.read(f"/networks/{network}")
    plan = await registry.find(f"/rollout/plans/{network}")
    members = await registry.every(f"/networks/{network}/members", most=200)
    async with desk.edge.reading() as connection:
        heard = await find_quarter(connection, network)
    return await desk.page(
        "workspace/office/founded.html",
        network=told,
        plan=plan,
        members=members,
        is_heard=heard is not None,
        standing=translated(str(NETWORK_STATUSES.get(told["status"], told["status"]))),
    )


async def _found(registry: SignedCalls, said: NewQuarter) -> None:
    if await registry.find(f"/areas/{said.area_id}") is None:
        area = {"label": said.short_label, "kind": "aktionsraum", "district": said.district or said.short_label}
        await registry.make(f"/areas/{said.area_id}", {**area, "valid_from": said.started_on.year})
    network = await registry.find(f"/networks/{said.slug}")
    if network is None:
        network = await registry.make(f"/networks/{said.slug}", said.network("planned"))
    if network["status"] == "planned":
        await registry.change(f"/networks/{said.slug}", said.network("in_set_up"), version=network["version"])
    if await registry.find(f"/rollout/plans/{said.slug}") is None:
        await registry.make(f"/rollout/plans/{said.slug}", {"started_on": said.started_on.isoformat()})


def _row(network: dict[str, Any], plan: dict[str, Any]) -> Row:
    delay = plan.get("delay_days")
    return {
        "name": Cell(network["short_label"], href=f"/arbeitsbereich/quartier/{network['id']}"),
        "status": Cell(translated(NETWORK_STATUSES.get(network["status"], network["status"]))),
        "tor": Cell(plan.get("next_phase_label") or ""),
        "bis": day_cell(plan.get("next_planned_end")),
        "verzug": Cell("" if delay is None else str(delay), order=-100_000 if delay is None else delay),
    }


async def _view(desk: Desk) -> FormView:
    areas = await (await desk.registry()).every("/areas")
    return FormView(
        title=mark("Neues Quartier"),
        intro=mark("Danach hat das Quartier seine Seite für Familien, seinen Katalog, seinen Aufbauplan mit Toren und Platz für Partner. Niemand muss etwas installieren."),
        above=((mark("Quartiere"), "/arbeitsbereich/fachstelle/quartiere"),),
        fields=(
            FormField("label", mark("Name des Netzwerks"), hint=mark("Zum Beispiel: Netzwerk INFamilie Musterviertel.")),
            FormField("short_label", mark("So heißt das Quartier"), hint=mark("Wie Familien es nennen: Musterviertel."), longest=200),
            FormField("slug", mark("Kennung in der Adresse"), hint=mark("Kleine Buchstaben, Ziffern und Striche, ohne Umlaute: musterviertel. Sie bleibt für immer.")),
            FormField("area", mark("Aktionsraum"), "select", options=[(each["id"], each["label"]) for each in areas], is_required=False, hint=mark("Leer: Wir legen einen mit dem Namen des Quartiers an.")),
            FormField("district", mark("Stadtbezirk"), is_required=False, hint=mark("Nur für einen neuen Aktionsraum.")),
            FormField("languages", mark("Sprachen der Familien"), "checkboxes", options=choices.languages(choices.SPOKEN), is_required=False),
            FormField("vision", mark("Leitbild"), "textarea", is_required=False, rows=3),
            FormField("goals", mark("Ziele"), "textarea", hint=mark("Ein Ziel in jeder Zeile."), is_required=False, rows=3),
            FormField("started_on", mark("Beginn des Aufbaus"), "date", hint=mark("Davon hängen die Termine der acht Tore ab.")),
        ),
        submit=mark("Quartier anlegen"),
        field_of={"areas": "area", "id": "slug"},
    )  # fmt: skip
