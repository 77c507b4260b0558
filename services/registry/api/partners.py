"""Partner organisations over HTTP."""

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from services.registry.api.reading import PageOf, listed, shown
from services.registry.api.schema import Body, WebAddress
from services.registry.api.today import local_day
from services.registry.api.writing import settled
from services.registry.domain.partner import Partner, PartnerKind
from services.registry.domain.refusals import NothingHere
from services.registry.domain.sort_key import sort_key
from services.registry.storage import partners
from services.registry.use_cases.define_partner import define_partner
from shared.contracts.vocabulary import Key, Line, Slug, Text
from shared.hosting.running import RunningService
from shared.identity.access import PUBLIC, any_of, coordinator_of, office, partner_of
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.cursor import Page, page_of
from shared.web.etag import Condition

router = APIRouter(prefix="/partners", tags=["partners"])


class PartnerBody(Body):
    """An organisation as it is written."""

    label: Line
    kind: PartnerKind
    partner_type: Key
    parent: UUID | None = None
    description: Text = ""
    website: WebAddress | None = None

    def partner(self, partner_id: UUID) -> Partner:
        """Return the domain's partner; raises ParentCircle."""
        return Partner(id=partner_id, **dict(self))


class PartnerAnswer(PartnerBody):
    """An organisation as it stands."""

    id: UUID
    version: int


def answer_of(partner: Partner) -> PartnerAnswer:
    """Return the partner as the API shows it."""
    return PartnerAnswer.model_validate(asdict(partner))


@router.get("", dependencies=[Depends(require(PUBLIC))], response_model=Page[PartnerAnswer])
async def list_partners(
    request: Request,
    running: RunningService,
    paging: PageOf,
    network: Annotated[Slug | None, Query(description="Only members of this network")] = None,
    q: Annotated[Line | None, Query(description="Only names that contain this")] = None,
) -> Response:
    """Return the partners by name."""
    window, today = paging.window(str, UUID), local_day(running.clock())
    async with running.edge.reading() as connection:
        rows = await partners.listed(connection, window, today=today, network=network, words=q)
    return listed(
        request, page_of(rows, limit=paging.limit, key=lambda row: (sort_key(row.label), row.id), item=answer_of)
    )


@router.get("/{partner_id}", dependencies=[Depends(require(PUBLIC))], response_model=PartnerAnswer)
async def show_partner(request: Request, running: RunningService, partner_id: UUID) -> Response:
    """Return one partner."""
    async with running.edge.reading() as connection:
        partner = await partners.find(connection, partner_id)
    if partner is None:
        raise NothingHere
    return shown(request, answer_of(partner), version=partner.version)


@router.put("/{partner_id}")
async def put_partner(
    *,
    response: Response,
    running: RunningService,
    actor: Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"), partner_of("partner_id"))))],
    partner_id: UUID,
    body: PartnerBody,
    condition: Condition,
) -> PartnerAnswer:
    """Bring a partner in (office, any coordinator) or change it (office, the partner itself)."""
    async with running.edge.transaction() as work:
        partner = await define_partner(work, actor, body.partner(partner_id), condition=condition)
    settled(response, work, condition=condition, version=partner.version)
    return answer_of(partner)
