"""The roll-out of a quarter: its gates, opened on evidence in their order, and the forecast."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record, SignedCalls
from services.portal.web.addresses import Network
from services.portal.web.quarter import quarter_of
from services.portal.web.workspace.desk import Desk, KeepersDesk, OfficeDesk
from services.portal.web.workspace.form_view import read
from services.portal.web.workspace.labels import NETWORK_STATUSES
from services.portal.web.workspace.navigation import quarter_path
from services.portal.web.workspace.uploads import Upload, uploaded
from shared.contracts.vocabulary import Key, Line
from shared.web.forms import Form, empty_form
from shared.web.pages.view import translated

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}/aufbau", include_in_schema=False)

NEXT_STATUSES = {"planned": ("in_set_up",), "in_set_up": ("active",), "active": ("dormant",), "restarted": ("dormant",), "dormant": ("restarted",)}  # fmt: skip


class Opening(BaseModel):
    """A gate and the document that it opens on."""

    phase: Key
    title: Line
    dated: date
    opened_on: date
    reference: Line | None = None
    version: int = Field(ge=1)


class Begin(BaseModel):
    """When the set-up begins."""

    started_on: date


class Closing(BaseModel):
    """Why a gate is closed again."""

    phase: Key
    reason: str = Field(min_length=3, max_length=1_000)
    version: int = Field(ge=1)


class NextStatus(BaseModel):
    """The step of the network's life."""

    status: Key
    version: int = Field(ge=1)


@router.get("")
async def rollout(network: Network, desk: KeepersDesk) -> Response:
    """Show the plan."""
    return await _page(desk, network, empty_form())


@router.post("")
async def begin(network: Network, desk: KeepersDesk) -> Response:
    """Begin the plan, under the newest template."""
    form = await read(desk, Begin)
    if form.values is None:
        return await _page(desk, network, form, status=422)
    body = {"started_on": form.values.started_on.isoformat()}
    try:
        await (await desk.registry()).make(f"/rollout/plans/{network}", body)
    except Refused as refusal:
        return await _page(desk, network, form.with_error("", refusal.sentence), status=409)
    return desk.lead_to(
        f"/quartier/{network}/aufbau",
        erledigt=translated("Der Aufbau hat begonnen. Unten stehen die Tore mit ihren Terminen."),
    )


@router.post("/tor")
async def open_gate(network: Network, desk: KeepersDesk) -> Response:
    """Open a gate on its evidence; whoever presses the button confirms it."""
    form = await read(desk, Opening)
    if form.values is None:
        return await _page(desk, network, form, status=422)
    said = form.values.model_dump(mode="json", include={"title", "dated", "reference"}, exclude_none=True)
    file = await uploaded(desk)
    if file.name and file.fault:
        return await _page(desk, network, form.with_error("file", file.fault), status=422)
    registry = await desk.registry()
    path = f"/rollout/plans/{network}/gates/{form.values.phase}"
    try:
        if file.content:
            said["reference"] = await _kept(registry, network, file)
        body = {"opened_on": form.values.opened_on.isoformat(), "evidence": said}
        await registry.change(path, body, version=form.values.version)
    except Refused as refusal:
        return await _page(desk, network, form.with_error("", refusal.sentence), status=409)
    return desk.lead_to(f"/quartier/{network}/aufbau", erledigt=translated("Das Tor ist offen."))


@router.get("/nachweis/{document_id}")
async def evidence(network: Network, document_id: UUID, desk: KeepersDesk) -> Response:
    """Return a document as a file to be saved; it is never shown in the page."""
    answer = await (await desk.registry()).call("GET", f"/networks/{network}/documents/{document_id}")
    passed = ("Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options", "Cache-Control")
    headers = {name: answer.headers[name] for name in passed}
    return Response(answer.content, media_type=answer.headers["Content-Type"], headers=headers)


@router.post("/schliessen")
async def close_gate(network: Network, desk: OfficeDesk) -> Response:
    """Close an open gate again, with a reason."""
    form = await read(desk, Closing)
    if form.values is None:
        return await _page(desk, network, form, status=422)
    path = f"/rollout/plans/{network}/gates/{form.values.phase}/closing"
    try:
        await (await desk.registry()).do(path, {"reason": form.values.reason}, version=form.values.version)
    except Refused as refusal:
        return await _page(desk, network, form.with_error("", refusal.sentence), status=409)
    return desk.lead_to(
        f"/quartier/{network}/aufbau",
        erledigt=translated("Das Tor ist wieder zu. Der Nachweis bleibt in der Geschichte."),
    )


@router.post("/stand")
async def next_status(network: Network, desk: OfficeDesk) -> Response:
    """Let the network take the next step of its life."""
    form, registry = await read(desk, NextStatus), await desk.registry()
    if form.values is None:
        return await _page(desk, network, form, status=422)
    told = await registry.read(f"/networks/{network}")
    body = {name: value for name, value in told.items() if name not in {"id", "version"}}
    try:
        await registry.change(
            f"/networks/{network}", {**body, "status": form.values.status}, version=form.values.version
        )
    except Refused as refusal:
        return await _page(desk, network, form.with_error("", refusal.sentence), status=409)
    status = translated(NETWORK_STATUSES[form.values.status])
    done = translated("Das Netzwerk ist jetzt {status}.", status=status)
    return desk.lead_to(f"/quartier/{network}/aufbau", erledigt=done)


async def _kept(registry: SignedCalls, network: str, file: Upload) -> str:
    """Keep the document in the registry and return where it is found again."""
    kept = await registry.send_file(f"/networks/{network}/documents", name=file.name, content=file.content, form={})
    return quarter_path(network, f"aufbau/nachweis/{kept['id']}")


async def _page(desk: Desk, network: str, form: Form[Any], *, status: int = 200) -> Response:
    registry = await desk.registry()
    plan: Record | None = await registry.find(f"/rollout/plans/{network}")
    told = await registry.read(f"/networks/{network}")
    asked = {each["key"]: each["evidence_asked"] for each in (await registry.read("/rollout/template"))["phases"]}
    async with desk.edge.reading() as connection:
        quarter = await quarter_of(connection, network)
    return await desk.page(
        "workspace/quarter/rollout.html",
        status=status,
        quarter=quarter,
        told=told,
        plan=plan,
        standing=await registry.find(f"/rollout/plans/{network}/forecast") if plan else None,
        asked=asked,
        following=next((gate["phase"] for gate in plan["gates"] if not gate["is_open"]), None) if plan else None,
        form=form,
        today=desk.equipment.running.clock().date().isoformat(),
        statuses={key: translated(name) for key, name in NETWORK_STATUSES.items()},
        next_statuses=NEXT_STATUSES.get(told["status"], ()),
    )
