"""What an organisation does in groups: its open tasks, the groups it belongs to, those it could join."""

from datetime import date
from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.storage.partners import networks_of
from services.portal.web.workspace.desk import PartnersDesk
from services.portal.web.workspace.form_view import read
from services.portal.web.workspace.navigation import partner_path
from shared.web.pages.view import translated

router = APIRouter(prefix="/arbeitsbereich/organisation/{partner_id}/gruppen", include_in_schema=False)


class Joining(BaseModel):
    """Which group, and whether to come or to go."""

    group: UUID
    step: Literal["join", "leave"]


@router.get("")
async def groups(partner_id: UUID, desk: PartnersDesk) -> Response:
    """Show tasks and groups."""
    registry = await desk.registry()
    partner = await registry.read(f"/partners/{partner_id}")
    tasks = await registry.every(f"/partners/{partner_id}/tasks", most=100, open=True)
    async with desk.edge.reading() as connection:
        networks = await networks_of(connection, [partner_id])
    found: list[Record] = []
    for network in sorted(networks)[:5]:
        found += await registry.every("/working-groups", most=100, network=network)
    open_ones = [each for each in found if not each["ended_on"]]
    member_of = {each["id"] for each in open_ones if await _belongs(desk, each["id"], partner_id)}
    return await desk.page(
        "workspace/organisation/groups.html",
        partner=partner,
        tasks=tasks,
        own=[each for each in open_ones if each["id"] in member_of],
        others=[each for each in open_ones if each["id"] not in member_of],
    )


@router.post("")
async def join_or_leave(partner_id: UUID, desk: PartnersDesk) -> Response:
    """Join a group or leave it; partners do so by themselves."""
    form, registry = await read(desk, Joining), await desk.registry()
    back = partner_path(partner_id, "gruppen").removeprefix("/arbeitsbereich")
    if form.values is None:
        return desk.lead_to(back)
    today: date = desk.equipment.running.clock().date()
    path = f"/working-groups/{form.values.group}/members/{partner_id}"
    known = await registry.find(path)
    joined = known["joined_on"] if known and form.values.step == "leave" else today.isoformat()
    body = {"joined_on": joined, "left_on": today.isoformat() if form.values.step == "leave" else None}
    try:
        await (registry.change(path, body, version=known["version"]) if known else registry.make(path, body))
        joins = form.values.step == "join"
        done = translated("Sie sind dabei.") if joins else translated("Sie sind nicht mehr dabei.")
    except Refused as refusal:
        done = refusal.sentence
    return desk.lead_to(back, erledigt=done)


async def _belongs(desk: PartnersDesk, group: str, partner: UUID) -> bool:
    membership = await (await desk.registry()).find(f"/working-groups/{group}/members/{partner}")
    today = desk.equipment.running.clock().date().isoformat()
    return membership is not None and (membership["left_on"] is None or membership["left_on"] > today)
