"""Projects: the list, a project with its steps, and its form."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.storage.quarters import all_quarters
from services.portal.web.workspace.agreements_view import names_of
from services.portal.web.workspace.desk import Desk, KeepersDesk
from services.portal.web.workspace.form_view import form_page, read, refused_page
from services.portal.web.workspace.labels import name_of
from services.portal.web.workspace.projects.form import PROJECTS, ProjectForm, project_view, typed_project
from services.portal.web.workspace.projects.words import (
    KINDS,
    NEXT_STEPS,
    SITE_STATES,
    STATES,
    TRANSFER_STATES,
    amount_of,
)
from services.portal.web.workspace.sheet import AskedSheet, Cell, Column, Filter, Row, Sheet, day_cell, sheet_page
from shared.hosting.running import new_uuid7
from shared.web.forms import empty_form
from shared.web.pages.view import translated, translated_choices
from shared.web.problems import mark

router = APIRouter(prefix=PROJECTS, include_in_schema=False)

COLUMNS = (
    Column("name", mark("Projekt")),
    Column("art", mark("Art")),
    Column("stand", mark("Stand")),
    Column("quartiere", mark("Quartiere")),
    Column("ende", mark("Ende")),
    Column("foerderung", mark("Nächstes Ende einer Förderung")),
)
NO_YEAR = mark("Bitte jeden Preis in eine Zeile, mit dem Jahr zuerst: 2019 Deutscher Präventionspreis.")


class Step(BaseModel):
    """The next state of a project."""

    state: Literal["planned", "running", "ended", "made_permanent"]
    version: int = Field(ge=1)


@router.get("")
async def projects(
    desk: KeepersDesk, asked: AskedSheet, state: Annotated[str, Query(alias="stand", max_length=20)] = ""
) -> Response:
    """Show the projects of one's quarters, with what ends next."""
    registry = await desk.registry()
    every = [each for each in await registry.every("/projects") if _is_near(desk, each)]
    ends: dict[str, str] = {}
    for each in await registry.every("/projects/portfolio"):
        if each["funding"] is not None:
            ends.setdefault(each["project"], each["ends_on"])
    names = await _quarters(desk)
    rows = [_row(each, names, ends.get(each["id"])) for each in every if state in {"", each["state"]}]
    states = [("", mark("alle")), *((key, name) for key, (name, _) in STATES.items())]
    return await sheet_page(
        desk,
        Sheet("projekte", COLUMNS, rows, (Filter("stand", mark("Stand"), states, state),)),
        asked,
        title=translated("Projekte"),
        actions=((translated("Neues Projekt"), f"{PROJECTS}/neu"),),
        empty=(translated("Noch kein Projekt"), translated("Tragen Sie das erste ein, auch wenn es nur eine Idee ist."), f"{PROJECTS}/neu", translated("Neues Projekt")),
    )  # fmt: skip


@router.get("/neu")
async def new_project(desk: KeepersDesk) -> Response:
    """Show the form."""
    return await form_page(desk, await project_view(desk, None), empty_form(project_id=str(new_uuid7())))


@router.post("/neu")
async def add_project(desk: KeepersDesk) -> Response:
    """Put a project into the portfolio, as an idea."""
    return await _saved(desk, None)


@router.get("/{project_id}")
async def show_project(project_id: UUID, desk: KeepersDesk) -> Response:
    """Show a project with who pays for it."""
    registry = await desk.registry()
    project = await registry.read(f"/projects/{project_id}")
    fundings = await registry.every(f"/projects/{project_id}/fundings")
    state, badge = STATES[project["state"]]
    return await desk.page(
        "workspace/projects/project.html",
        project=project,
        fundings=[{**each, "amount": amount_of(each["amount_cents"])} for each in fundings],
        day=lambda told: day_cell(told).text,
        may_change=desk.actor.is_office or _is_own(desk, project),
        kind=translated(name_of(KINDS, project["kind"])),
        state=(translated(state), badge),
        steps=translated_choices(NEXT_STEPS.get(project["state"], ())),
        quarters_named=_named(project, await _quarters(desk)),
        lead=(await names_of(desk, [project["lead"]] if project["lead"] else [])).get(project["lead"] or "", ""),
        site_states=dict(translated_choices(tuple(SITE_STATES.items()))),
        transfer_states=dict(translated_choices(tuple(TRANSFER_STATES.items()))),
    )


@router.get("/{project_id}/bearbeiten")
async def edit_project(project_id: UUID, desk: KeepersDesk) -> Response:
    """Show the form with the project in it."""
    project = await (await desk.registry()).read(f"/projects/{project_id}")
    return await form_page(desk, await project_view(desk, project), typed_project(project))


@router.post("/{project_id}/bearbeiten")
async def change_project(project_id: UUID, desk: KeepersDesk) -> Response:
    """Change it."""
    return await _saved(desk, await (await desk.registry()).read(f"/projects/{project_id}"))


@router.post("/{project_id}/schritt")
async def step(project_id: UUID, desk: KeepersDesk) -> Response:
    """Let a project take its next step."""
    form, registry = await read(desk, Step), await desk.registry()
    if form.values is None:
        return desk.lead_to(f"/projekte/{project_id}")
    told = await registry.read(f"/projects/{project_id}")
    body = {name: value for name, value in told.items() if name not in {"id", "version"}}
    try:
        await registry.change(
            f"/projects/{project_id}", {**body, "state": form.values.state}, version=form.values.version
        )
        done = translated("Jetzt: {state}.", state=translated(STATES[form.values.state][0]))
    except Refused as refusal:
        done = refusal.sentence
    return desk.lead_to(f"/projekte/{project_id}", erledigt=done)


async def _saved(desk: Desk, before: Record | None) -> Response:
    form, view = await read(desk, ProjectForm), await project_view(desk, before)
    if form.values is None:
        return await form_page(desk, view, form, status=422)
    try:
        body = form.values.body(before)
    except ValueError:
        return await form_page(desk, view, form.with_error("prizes", translated(NO_YEAR)), status=422)
    registry, project_id = await desk.registry(), before["id"] if before else form.values.project_id
    try:
        if before is None:
            await registry.make(f"/projects/{project_id}", body)
        else:
            await registry.change(f"/projects/{project_id}", body, version=form.values.version)
    except Refused as refusal:
        now: dict[str, Any] | None = dict(typed_project(before).typed) if before else None
        return await refused_page(desk, view, form, refusal, now=now)
    return desk.lead_to(f"/projekte/{project_id}", erledigt=translated("Gespeichert."))


def _is_near(desk: Desk, project: Record) -> bool:
    return desk.actor.is_office or any(desk.actor.coordinates(each) for each in project["networks"])


def _is_own(desk: Desk, project: Record) -> bool:
    return bool(project["networks"]) and all(desk.actor.coordinates(each) for each in project["networks"])


async def _quarters(desk: Desk) -> dict[str, str]:
    async with desk.edge.reading() as connection:
        return {quarter.id: quarter.name for quarter in await all_quarters(connection)}


def _named(project: Record, names: dict[str, str]) -> str:
    return ", ".join(names.get(each, each) for each in project["networks"]) or translated("ganze Stadt")


def _row(project: Record, names: dict[str, str], funding_ends: str | None) -> Row:
    state, badge = STATES[project["state"]]
    return {
        "name": Cell(project["label"], href=f"{PROJECTS}/{project['id']}"),
        "art": Cell(translated(name_of(KINDS, project["kind"]))),
        "stand": Cell(translated(state), badge=badge, order=list(STATES).index(project["state"])),
        "quartiere": Cell(_named(project, names)),
        "ende": day_cell(project["ends_on"]),
        "foerderung": day_cell(funding_ends),
    }
