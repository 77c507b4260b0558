"""An offer's versions: what it said when, what changed between two of them, and the way back."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.responses import Response

from services.offers.api.access import Editor, Voice
from services.offers.api.schemas import ProfessionalView, professional_view_of
from services.offers.domain.difference import differences
from services.offers.storage import offers
from services.offers.storage.content_json import json_of
from services.offers.storage.versions import OfferVersion, version_of, versions_of
from services.offers.use_cases.permission import insist_on_changing
from services.offers.use_cases.versions.restore_version import restore_version
from shared.contracts.offers import OfferStatus
from shared.hosting.answers import answer
from shared.hosting.running import ServiceEdge
from shared.identity.actor import Actor
from shared.identity.refusals import NotVisible
from shared.web.cursor import Page, page_of, read_cursor
from shared.web.etag import ExpectedVersion

router = APIRouter(prefix="/offers/{offer_id}/versions", tags=["versions"])
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]


class VersionView(BaseModel):
    """A version: where the offer stood and what made it so; who did it stands in the audit trail."""

    version: int
    status: OfferStatus
    action: str
    at: datetime
    content: dict[str, Any]


class DifferenceView(BaseModel):
    """A field that two versions tell otherwise."""

    field: str
    before: Any
    after: Any


class DifferencesView(BaseModel):
    """What changed from one version to another."""

    since: int
    version: int
    fields: list[DifferenceView]


@router.get("")
async def list_versions(
    offer_id: UUID,
    edge: ServiceEdge,
    actor: Editor,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: str | None = None,
) -> Page[VersionView]:
    """Return the versions, the newest first."""
    after = read_cursor(cursor, int)
    async with edge.reading() as connection:
        await _insist(connection, actor, offer_id)
        found = await versions_of(connection, offer_id, limit=limit + 1, before=after[0] if after else None)
    page: Page[VersionView] = page_of(found, limit=limit, key=lambda each: (each.version,), item=_view)
    return page


@router.get("/{version}/difference")
async def difference(
    offer_id: UUID, version: Version, since: Version, edge: ServiceEdge, actor: Editor
) -> DifferencesView:
    """Return what changed from version `since` to this one."""
    async with edge.reading() as connection:
        await _insist(connection, actor, offer_id)
        older = await version_of(connection, offer_id, version=since)
        newer = await version_of(connection, offer_id, version=version)
    if older is None or newer is None:
        raise NotVisible
    found = differences(json_of(older.content), json_of(newer.content))
    fields = [DifferenceView(field=one.field, before=one.before, after=one.after) for one in found]
    return DifferencesView(since=since, version=version, fields=fields)


@router.post("/{version}/restore")
async def restore(
    offer_id: UUID,
    version: Version,
    *,
    actor: Editor,
    expected: ExpectedVersion,
    edge: ServiceEdge,
    voice: Voice,
    response: Response,
) -> ProfessionalView:
    """Let the offer say again what it said in this version."""
    async with edge.transaction() as work:
        offer = await restore_version(work, actor, offer_id=offer_id, version=version, expected=expected, voice=voice)
    answer(response, work, version=offer.version)
    return professional_view_of(offer)


async def _insist(connection: AsyncConnection, actor: Actor, offer_id: UUID) -> None:
    """Return for those who may change the offer."""
    offer = await offers.find(connection, offer_id)
    if offer is None:
        raise NotVisible
    insist_on_changing(actor, offer.content, hidden=offer.is_hidden)


def _view(kept: OfferVersion) -> VersionView:
    return VersionView(
        version=kept.version,
        status=OfferStatus(kept.status),
        action=kept.action,
        at=kept.at,
        content=json_of(kept.content),
    )
