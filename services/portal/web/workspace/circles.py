"""Working groups and bodies of a quarter with what they hold: meetings, decisions, tasks, members, results."""

import asyncio
from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.domain.themes import THEMES
from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record, SignedCalls
from services.portal.storage.quarters import all_phases
from services.portal.web.addresses import Network
from services.portal.web.quarter import quarter_of
from services.portal.web.workspace.agreements_view import names_of
from services.portal.web.workspace.desk import Desk, KeepersDesk, PersonsDesk
from services.portal.web.workspace.form_view import FormField, FormView, form_page, read, with_refusal
from services.portal.web.workspace.navigation import quarter_path
from shared.contracts.vocabulary import Key, Line, Text
from shared.hosting.running import new_uuid7
from shared.identity.refusals import NotPermitted
from shared.web.forms import Form, empty_form
from shared.web.pages.formats import ZONE
from shared.web.pages.view import translated, translated_choices
from shared.web.problems import mark

router = APIRouter(prefix="/arbeitsbereich", include_in_schema=False)

BODY_KINDS: Final = (
    ("steuerungsgruppe", mark("Steuerungsgruppe")),
    ("koordinierungsstelle", mark("Koordinierungsstelle")),
    ("beirat", mark("Beirat")),
    ("fachforum", mark("Fachforum")),
    ("conference_78", mark("Arbeitsgemeinschaft nach § 78 SGB VIII")),
)
FOLDERS: Final = {"gruppe": "working-groups", "gremium": "bodies"}
Folder = Literal["gruppe", "gremium"]


class NewCircle(BaseModel):
    """A group by theme or target group, or a body."""

    circle_id: UUID
    folder: Folder
    label: Line
    theme: Key | None = None
    target_group: Line | None = None
    life_phase: Key | None = None
    kind: Key | None = None

    def body(self, network: str) -> dict[str, Any]:
        """Return what the registry takes."""
        if self.folder == "gremium":
            return {"label": self.label, "network": network, "kind": self.kind or "steuerungsgruppe"}
        said = self.model_dump(include={"label", "theme", "target_group", "life_phase"})
        return {**said, "network": network}


class NewMeeting(BaseModel):
    """When and where a circle meets."""

    thing_id: UUID
    label: Line
    starts_at: datetime
    ends_at: datetime
    place: Line | None = None
    agenda: Text = ""

    def body(self) -> dict[str, Any]:
        """Return what the registry takes; the hours of the form are Dortmund's."""
        hours = {name: getattr(self, name).replace(tzinfo=ZONE).isoformat() for name in ("starts_at", "ends_at")}
        return {"label": self.label, "place": self.place, "agenda": self.agenda, **hours}


class NewDecision(BaseModel):
    """What was decided."""

    thing_id: UUID
    number: Line
    decided_on: date
    label: Line
    text: Text = ""
    revises: UUID | None = None

    def body(self) -> dict[str, Any]:
        """Return what the registry takes."""
        return self.model_dump(mode="json", exclude={"thing_id"})


class NewTask(BaseModel):
    """What somebody does until when."""

    thing_id: UUID
    label: Line
    responsible: UUID | None = None
    due_on: date | None = None

    def body(self) -> dict[str, Any]:
        """Return what the registry takes."""
        return self.model_dump(mode="json", exclude={"thing_id"})


class Done(BaseModel):
    """A button about a task, a meeting or a membership."""

    thing_id: UUID
    version: int = Field(default=0, ge=0)


THINGS: Final[dict[str, tuple[type[Any], str]]] = {
    "treffen": (NewMeeting, "meetings"),
    "beschluesse": (NewDecision, "decisions"),
    "aufgaben": (NewTask, "tasks"),
}


@router.get("/quartier/{network}/gruppen")
async def circles(network: Network, desk: KeepersDesk) -> Response:
    """Show groups and bodies, each with its next meeting."""
    registry = await desk.registry()
    groups = await registry.every("/working-groups", most=100, network=network)
    bodies = await registry.every("/bodies", most=100, network=network)
    found = [("gruppe", each) for each in groups] + [("gremium", each) for each in bodies]
    nexts = await asyncio.gather(*(_next_meeting(registry, folder, each["id"]) for folder, each in found))
    async with desk.edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    shown = [(folder, each, meeting) for (folder, each), meeting in zip(found, nexts, strict=True)]
    return await desk.page(
        "workspace/quarter/circles.html",
        quarter=quarter,
        circles=shown,
        themes=dict(translated_choices(tuple(THEMES.items()))),
        kinds=dict(translated_choices(BODY_KINDS)),
    )


@router.get("/quartier/{network}/gruppen/neu")
async def new_circle(network: Network, desk: KeepersDesk) -> Response:
    """Show the form."""
    return await form_page(
        desk, await _circle_view(desk, network), empty_form(circle_id=str(new_uuid7()), folder="gruppe")
    )


@router.post("/quartier/{network}/gruppen/neu")
async def set_up(network: Network, desk: KeepersDesk) -> Response:
    """Set it up."""
    form, view = await read(desk, NewCircle), await _circle_view(desk, network)
    values = form.values
    if values is None:
        return await form_page(desk, view, form, status=422)
    path = f"/{FOLDERS[values.folder]}/{values.circle_id}"
    try:
        await (await desk.registry()).make(path, values.body(network))
    except Refused as refusal:
        return await form_page(desk, view, with_refusal(form, refusal, view), status=422)
    return desk.lead_to(f"/kreis/{values.folder}/{values.circle_id}", erledigt=translated("Eingerichtet."))


@router.get("/kreis/{folder}/{circle_id}")
async def show_circle(folder: Folder, circle_id: UUID, desk: PersonsDesk) -> Response:
    """Show a circle; what it keeps among itself only to its own people."""
    return await _page(desk, folder, circle_id, empty_form(thing_id=str(new_uuid7())))


@router.post("/kreis/{folder}/{circle_id}/{kind}")
async def add(
    folder: Folder, circle_id: UUID, kind: Literal["treffen", "beschluesse", "aufgaben"], desk: KeepersDesk
) -> Response:
    """Plan a meeting, write down a decision, give a task."""
    model, things = THINGS[kind]
    form = await read(desk, model)
    if form.values is None:
        return await _page(desk, folder, circle_id, form, status=422)
    path = f"/{FOLDERS[folder]}/{circle_id}/{things}/{form.values.thing_id}"
    try:
        await (await desk.registry()).make(path, form.values.body())
    except Refused as refusal:
        return await _page(desk, folder, circle_id, form.with_error("", refusal.sentence), status=409)
    return desk.lead_to(f"/kreis/{folder}/{circle_id}", erledigt=translated("Eingetragen."))


@router.post("/kreis/{folder}/{circle_id}/aufgaben/erledigt")
async def task_done(folder: Folder, circle_id: UUID, desk: PersonsDesk) -> Response:
    """Report that a task is done; the partner that has it, or the coordination."""
    form, registry = await read(desk, Done), await desk.registry()
    if form.values is None:
        return desk.lead_to(f"/kreis/{folder}/{circle_id}")
    path = f"/{FOLDERS[folder]}/{circle_id}/tasks/{form.values.thing_id}"
    try:
        task = await registry.read(path)
        today = desk.equipment.running.clock().date().isoformat()
        body = {name: task[name] for name in ("label", "responsible", "due_on")}
        await registry.change(path, {**body, "done_on": today}, version=form.values.version)
        done = translated("Erledigt.")
    except Refused as refusal:
        done = refusal.sentence
    return desk.lead_to(f"/kreis/{folder}/{circle_id}", erledigt=done)


async def _next_meeting(registry: SignedCalls, folder: str, circle: str) -> Record | None:
    meetings = await registry.every(f"/{FOLDERS[folder]}/{circle}/meetings", most=5, to_come=True)
    return next((each for each in meetings if each["status"] == "planned"), None)


async def _page(desk: Desk, folder: str, circle_id: UUID, form: Form[Any], *, status: int = 200) -> Response:
    registry, path = await desk.registry(), f"/{FOLDERS[folder]}/{circle_id}"
    circle = await registry.read(path)
    meetings = await registry.every(f"{path}/meetings", most=100)
    decisions, tasks = await _inside(registry, path)
    members = await registry.every(f"{path}/members", most=200) if folder == "gruppe" else circle["members"]
    partners = await registry.every("/partners", network=circle["network"]) if circle["network"] else []
    names = await names_of(desk, [each["partner"] for each in members if each.get("partner")])
    own = [str(each) for each in sorted(desk.actor.organisations)]
    return await desk.page(
        "workspace/circle.html",
        status=status,
        folder=folder,
        circle=circle,
        meetings=meetings[::-1],
        decisions=decisions,
        tasks=tasks,
        members=members,
        names=names | {each["id"]: each["label"] for each in partners},
        partners=[(each["id"], each["label"]) for each in partners],
        keeps=desk.actor.is_office or desk.actor.coordinates(circle["network"] or ""),
        own=own,
        form=form,
        registry_url=desk.equipment.settings.registry_url,
    )


async def _inside(registry: SignedCalls, path: str) -> tuple[list[Record] | None, list[Record] | None]:
    try:
        return await registry.every(f"{path}/decisions", most=100), await registry.every(f"{path}/tasks", most=100)
    except NotPermitted:
        return None, None


async def _circle_view(desk: Desk, network: str) -> FormView:
    async with desk.edge.reading() as connection:
        phases = [(phase.key, phase.label) for phase in await all_phases(connection)]
    return FormView(
        title=mark("Neue Gruppe oder neues Gremium"),
        above=((mark("Gruppen"), quarter_path(network, "gruppen")),),
        fields=(
            FormField("folder", mark("Was ist es?"), "radios", options=(("gruppe", mark("Arbeitsgruppe: Partner kommen und gehen selbst")), ("gremium", mark("Gremium: mit benannten Mitgliedern")))),
            FormField("label", mark("Name")),
            FormField("theme", mark("Thema der Gruppe"), "select", options=tuple(THEMES.items()), is_required=False, hint=mark("Eine Gruppe braucht ein Thema oder eine Zielgruppe.")),
            FormField("target_group", mark("Oder Zielgruppe"), is_required=False, hint=mark("Zum Beispiel: Väter, Neuzugewanderte.")),
            FormField("life_phase", mark("Lebensphase"), "select", options=phases, is_required=False),
            FormField("kind", mark("Art des Gremiums"), "select", options=BODY_KINDS, is_required=False),
            FormField("circle_id", "", "hidden"),
        ),
        submit=mark("Einrichten"),
    )  # fmt: skip
