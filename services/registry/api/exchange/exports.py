"""Every list of the registry as a file."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from services.registry.domain.refusals import NothingHere
from services.registry.storage.exchange.all_lists import ALL_LISTS
from services.registry.storage.exchange.lists import ExportList
from services.registry.storage.exchange.reading import Rows, stretches
from shared.contracts.vocabulary import Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, coordinator_of, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.identity.refusals import NotPermitted
from shared.spreadsheets.formats import FORMATS, Format

router = APIRouter(tags=["export"])

Taker = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))]


@router.get("/export/{list_file}", response_class=StreamingResponse)
async def export_list(
    edge: ServiceEdge,
    actor: Taker,
    list_file: str,
    network: Annotated[Slug | None, Query(description="A coordinator takes lists of the own network only")] = None,
) -> StreamingResponse:
    """Return a list as `<name>.csv`, `.xlsx` or `.json`; it is read while it is sent."""
    name, _, ending = list_file.rpartition(".")
    if name not in ALL_LISTS or ending not in FORMATS:
        raise NothingHere
    exported, kind = ALL_LISTS[name], FORMATS[ending]
    _insist_on_permission(actor, exported, network)
    rows = stretches(edge, exported, network=network)
    first = await anext(rows)
    headers = {"Content-Disposition": f'attachment; filename="{list_file}"', "Cache-Control": "no-store"}
    return StreamingResponse(_file(exported, kind, first, rows), media_type=kind.media_type, headers=headers)


def _insist_on_permission(actor: Actor, exported: ExportList, network: str | None) -> None:
    if network is not None:
        actor.may_change_network(network)
    elif exported.of_network is not None and not actor.is_office:
        raise NotPermitted


async def _file(exported: ExportList, kind: Format, first: Rows, others: AsyncIterator[Rows]) -> AsyncIterator[bytes]:
    writer = kind.writer(exported.headings)
    yield writer.rows(first)
    async for rows in others:
        yield writer.rows(rows)
    yield writer.end()
