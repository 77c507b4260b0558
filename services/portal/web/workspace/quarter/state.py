"""How a quarter stands: figures, what waits, and the doors to its pages."""

import asyncio

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.storage.quarters import Quarter, find_quarter
from services.portal.web.addresses import Network
from services.portal.web.workspace.desk import KeepersDesk
from services.portal.web.workspace.labels import NETWORK_STATUSES
from services.portal.web.workspace.tasks.of_quarter import tasks_of_quarter
from services.portal.web.workspace.tasks.task import gathered
from shared.calendar_day import local_day
from shared.web.pages.view import translated

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}", include_in_schema=False)


@router.get("")
async def quarter_state(network: Network, desk: KeepersDesk) -> Response:
    """Show the quarter."""
    registry, catalogue = await desk.registry(), await desk.catalogue()
    told = await registry.read(f"/networks/{network}")
    standing, members, freshness, overview = await asyncio.gather(
        registry.find(f"/rollout/plans/{network}/forecast"),
        registry.every(f"/networks/{network}/members"),
        catalogue.find(f"/networks/{network}/freshness"),
        catalogue.find(f"/networks/{network}/overview"),
    )
    async with desk.edge.reading() as connection:
        known = await find_quarter(connection, network)
    quarter = known or Quarter(network, told["label"], told["short_label"], told["status"], tuple(told["languages"]))
    today = local_day(desk.equipment.running.clock())
    return await desk.page(
        "workspace/quarter/state.html",
        quarter=quarter,
        told=told,
        status_name=translated(str(NETWORK_STATUSES.get(told["status"], told["status"]))),
        standing=standing,
        members=members,
        freshness=freshness,
        overview=overview,
        to_do=await gathered(tasks_of_quarter(catalogue, registry, quarter, today=today)),
    )
