"""Agreements: proposing and changing, reading and finding them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from services.registry.api.agreements.access import Reader, Steward
from services.registry.api.agreements.schemas import AgreementAnswer, AgreementBody, answer_of
from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.writing import settled
from services.registry.domain.agreements.life import AgreementState
from services.registry.domain.refusals import NothingHere
from services.registry.domain.sort_key import sort_key
from services.registry.storage.agreements import agreements
from services.registry.storage.agreements.agreements import AgreementFilter
from services.registry.use_cases.agreements.permission import insist_on_seeing, sight_of
from services.registry.use_cases.agreements.propose_agreement import propose_agreement
from shared.contracts.vocabulary import Key, Line, Slug
from shared.hosting.running import ServiceEdge
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/agreements", tags=["agreements"])


async def _asked(
    *,
    network: Annotated[Slug | None, Query(description="Only agreements of this network")] = None,
    state: Annotated[AgreementState | None, Query()] = None,
    party: Annotated[UUID | None, Query(description="Only agreements with this partner")] = None,
    from_institution: Annotated[Key | None, Query()] = None,
    to_institution: Annotated[Key | None, Query()] = None,
    q: Annotated[Line | None, Query(description="Only titles that contain this")] = None,
) -> AgreementFilter:
    return AgreementFilter(
        network=network,
        state=state,
        party=party,
        from_institution=from_institution,
        to_institution=to_institution,
        words=q,
    )


@router.get("", response_model=Page[AgreementAnswer])
async def list_agreements(
    request: Request,
    edge: ServiceEdge,
    actor: Reader,
    paging: PageOf,
    asked: Annotated[AgreementFilter, Depends(_asked)],
) -> Response:
    """Return the agreements by title: the office all, others those of their networks and organisations."""
    window = paging.window(str, UUID)
    async with edge.reading() as connection:
        rows = await agreements.listed(connection, window, sight=sight_of(actor), asked=asked)
    page = page_of(rows, limit=paging.limit, key=lambda row: (sort_key(row.title), row.id), item=answer_of)
    return listed(request, page)


@router.get("/{agreement_id}", response_model=AgreementAnswer)
async def show_agreement(request: Request, edge: ServiceEdge, actor: Reader, agreement_id: UUID) -> Response:
    """Return one agreement."""
    async with edge.reading() as connection:
        agreement = await agreements.find(connection, agreement_id)
    if agreement is None:
        raise NothingHere
    insist_on_seeing(actor, agreement)
    return shown(request, answer_of(agreement), version=agreement.version)


@router.put("/{agreement_id}")
async def put_agreement(
    *,
    response: Response,
    edge: ServiceEdge,
    actor: Steward,
    agreement_id: UUID,
    body: AgreementBody,
    condition: Condition,
) -> AgreementAnswer:
    """Propose an agreement, or change it: that is a new edition, which all parties sign anew."""
    async with edge.transaction() as work:
        agreement = await propose_agreement(work, actor, body.agreement(agreement_id), condition=condition)
    settled(response, work, condition=condition, version=agreement.version)
    return answer_of(agreement)
