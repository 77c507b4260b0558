"""All versions that an agreement had, and what differs between two of them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.api.agreements.access import Reader
from services.registry.api.agreements.schemas import DifferenceAnswer, VersionAnswer, difference_of, version_of
from services.registry.api.reading import PageOf, listed
from services.registry.domain.agreements.agreement import Agreement
from services.registry.domain.agreements.difference import difference
from services.registry.domain.refusals import NothingHere
from services.registry.storage.agreements import agreements
from services.registry.storage.agreements.tables import AGREEMENT_VERSIONS
from services.registry.use_cases.agreements.permission import insist_on_seeing
from shared.hosting.running import ServiceEdge
from shared.identity.actor import Actor
from shared.web.cursor import Page, page_of

router = APIRouter(prefix="/agreements/{agreement_id}/versions", tags=["agreements"])

Version = Annotated[int, Path(ge=1, le=1_000_000)]


@router.get("", response_model=Page[VersionAnswer])
async def list_versions(
    request: Request, edge: ServiceEdge, actor: Reader, paging: PageOf, agreement_id: UUID
) -> Response:
    """Return all versions of an agreement, the first one first; `edition` tells which of them had to be signed anew."""
    window = paging.window(int)
    async with edge.reading() as connection:
        await _insist_on_seeing(connection, actor, agreement_id)
        rows = await AGREEMENT_VERSIONS.listed(connection, agreement_id, window)
    page = page_of(rows, limit=paging.limit, key=lambda row: (row.state.version,), item=version_of)
    return listed(request, page)


@router.get("/{before}/difference/{after}")
async def show_difference(
    edge: ServiceEdge, actor: Reader, agreement_id: UUID, before: Version, after: Version
) -> DifferenceAnswer:
    """Return field by field what differs between two versions."""
    async with edge.reading() as connection:
        await _insist_on_seeing(connection, actor, agreement_id)
        one = await _version(connection, agreement_id, before)
        other = await _version(connection, agreement_id, after)
    return difference_of(before, after, difference(one, other))


async def _insist_on_seeing(connection: AsyncConnection, actor: Actor, agreement_id: UUID) -> None:
    agreement = await agreements.find(connection, agreement_id)
    if agreement is None:
        raise NothingHere
    insist_on_seeing(actor, agreement)


async def _version(connection: AsyncConnection, agreement_id: UUID, version: int) -> Agreement:
    kept = await AGREEMENT_VERSIONS.find(connection, agreement_id, version)
    if kept is None:
        raise NothingHere
    return kept.state
