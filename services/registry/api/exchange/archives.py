"""A network's whole state out of one system and into another."""

from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from services.registry.api.exchange.archive_file import packed, unpacked
from services.registry.api.persons.journal import Journal, erased_persons
from services.registry.domain.refusals import NothingHere
from services.registry.storage.exchange.archives import take_out
from services.registry.use_cases.exchange.restore_network import restore_network
from shared.contracts.vocabulary import Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, coordinator_of, office
from shared.identity.actor import Actor
from shared.identity.gate import require

router = APIRouter(prefix="/networks/{network}/archive", tags=["export"])


class RestoredAnswer(BaseModel):
    """How many rows of each part are new here."""

    network: str
    written: dict[str, int]


@router.get(
    "", dependencies=[Depends(require(any_of(office(), coordinator_of("network"))))], response_class=StreamingResponse
)
async def show_archive(edge: ServiceEdge, network: Slug) -> StreamingResponse:
    """Return the network's state as a zip of NDJSON files with a manifest."""
    async with edge.reading() as connection:
        archive = await take_out(connection, network)
    if not archive.rows("networks"):
        raise NothingHere
    file = packed(archive, made_at=edge.clock(), platform=version("infamilie"))
    headers = {"Content-Disposition": f'attachment; filename="{network}.zip"', "Cache-Control": "no-store"}
    return StreamingResponse(file, media_type="application/zip", headers=headers)


@router.put("", status_code=201)
async def put_archive(
    *,
    request: Request,
    response: Response,
    edge: ServiceEdge,
    actor: Annotated[Actor, Depends(require(office()))],
    journal: Journal,
    network: Slug,
) -> RestoredAnswer:
    """Put an archive into a system that doesn't know the network; areas, partners and words that it knows stay as they are."""
    archive = unpacked(await request.body(), network=network)
    erased = await erased_persons(journal)
    async with edge.transaction() as work:
        written = await restore_network(work, actor, archive, erased=erased)
    response.headers["Event-Position"] = str(work.position)
    return RestoredAnswer(network=network, written=written)
