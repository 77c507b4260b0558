"""Merging a partner into another, and undoing it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from services.registry.api.reading import shown
from services.registry.api.schema import Body
from services.registry.domain.duplicates.merge import Merge
from services.registry.domain.refusals import NothingHere
from services.registry.storage.duplicates import merges
from services.registry.use_cases.duplicates.merge_partners import merge_partners
from services.registry.use_cases.duplicates.undo_merge import undo_merge
from shared.hosting.answers import answer
from shared.hosting.running import ServiceEdge
from shared.identity.access import office
from shared.identity.actor import Actor
from shared.identity.gate import require

router = APIRouter(prefix="/partners/{partner_id}/merge", tags=["partner duplicates"])

Office = Annotated[Actor, Depends(require(office()))]


class MergeBody(Body):
    """The partner that stays."""

    into: UUID


class MergeAnswer(BaseModel):
    """A merge as it stands: what moved, and whether it was undone."""

    partner: UUID
    into: UUID
    undone: bool
    version: int
    networks: tuple[str, ...]
    children: tuple[UUID, ...]
    anchor_sites: tuple[UUID, ...]
    groups: tuple[UUID, ...]
    things: tuple[str, ...] = Field(description="Subjects of all else that moved, as the events name them")


def answer_of(merge: Merge) -> MergeAnswer:
    """Return the merge as the API shows it."""
    return MergeAnswer(
        partner=merge.partner,
        into=merge.into,
        undone=merge.undone,
        version=merge.version,
        networks=tuple(moved.gone.network for moved in merge.memberships),
        children=merge.children,
        anchor_sites=merge.anchor_sites,
        groups=tuple(moved.gone.group for moved in merge.groups),
        things=tuple(moved.subject for moved in merge.things),
    )


@router.get("", dependencies=[Depends(require(office()))], response_model=MergeAnswer)
async def show_merge(request: Request, edge: ServiceEdge, partner_id: UUID) -> Response:
    """Return the last merge of this partner into another."""
    async with edge.reading() as connection:
        merge = await merges.find(connection, partner_id)
    if merge is None:
        raise NothingHere
    return shown(request, answer_of(merge), version=merge.version)


@router.post("", status_code=201)
async def post_merge(
    response: Response, edge: ServiceEdge, actor: Office, partner_id: UUID, body: MergeBody
) -> MergeAnswer:
    """Merge this partner into another one; everything that names this one names the other then, and it stays as an alias."""
    async with edge.transaction() as work:
        merge = await merge_partners(work, actor, partner_id, into=body.into)
    answer(response, work, version=merge.version)
    return answer_of(merge)


@router.post("/undo")
async def post_undo(response: Response, edge: ServiceEdge, actor: Office, partner_id: UUID) -> MergeAnswer:
    """Undo the merge: everything that moved moves back, and the two are not proposed again."""
    async with edge.transaction() as work:
        merge = await undo_merge(work, actor, partner_id)
    answer(response, work, version=merge.version)
    return answer_of(merge)
