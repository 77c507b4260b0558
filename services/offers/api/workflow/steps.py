"""The steps of an offer's life: review, sending back, pause, planned publication, several approvals at once."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from starlette.responses import Response

from services.offers.api.access import Editor, Voice
from services.offers.api.schemas import ProfessionalView, professional_view_of
from services.offers.use_cases.workflow.approve_offers import MOST_AT_ONCE, approve_offers
from services.offers.use_cases.workflow.plan_publication import plan_publication
from services.offers.use_cases.workflow.send_back_offer import send_back_offer
from services.offers.use_cases.workflow.steps import pause_offer, resume_offer, submit_offer
from shared.contracts.vocabulary import Text
from shared.hosting.answers import answer
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, coordinator_of, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.etag import ExpectedVersion

router = APIRouter(tags=["workflow"])
Reviewer = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))]


class Reason(BaseModel):
    """What is to be mended."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[Text, Field(min_length=1, max_length=1_000)]


class Plan(BaseModel):
    """When an offer becomes public; null takes the plan back."""

    model_config = ConfigDict(extra="forbid")

    publish_at: AwareDatetime | None


class Approval(BaseModel):
    """An offer in the version in which it was reviewed."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    version: int = Field(ge=1)


class Approvals(BaseModel):
    """Offers to publish, all or none."""

    model_config = ConfigDict(extra="forbid")

    offers: Annotated[tuple[Approval, ...], Field(min_length=1, max_length=MOST_AT_ONCE)]


class Approved(BaseModel):
    """What was published."""

    offers: list[ProfessionalView]


@router.post("/offers/{offer_id}/submit")
async def submit(
    offer_id: UUID, *, actor: Editor, expected: ExpectedVersion, edge: ServiceEdge, voice: Voice, response: Response
) -> ProfessionalView:
    """Ask the coordination to review a draft."""
    async with edge.transaction() as work:
        offer = await submit_offer(work, actor, offer_id=offer_id, expected=expected, voice=voice)
    answer(response, work, version=offer.version)
    return professional_view_of(offer)


@router.post("/offers/{offer_id}/send-back")
async def send_back(
    offer_id: UUID,
    *,
    body: Reason,
    actor: Reviewer,
    expected: ExpectedVersion,
    edge: ServiceEdge,
    voice: Voice,
    response: Response,
) -> ProfessionalView:
    """End a review without publication."""
    async with edge.transaction() as work:
        offer = await send_back_offer(
            work, actor, offer_id=offer_id, expected=expected, reason=body.reason, voice=voice
        )
    answer(response, work, version=offer.version)
    return professional_view_of(offer)


@router.post("/offers/{offer_id}/pause")
async def pause(
    offer_id: UUID, *, actor: Editor, expected: ExpectedVersion, edge: ServiceEdge, voice: Voice, response: Response
) -> ProfessionalView:
    """Take a published offer out of sight for a while."""
    async with edge.transaction() as work:
        offer = await pause_offer(work, actor, offer_id=offer_id, expected=expected, voice=voice)
    answer(response, work, version=offer.version)
    return professional_view_of(offer)


@router.post("/offers/{offer_id}/resume")
async def resume(
    offer_id: UUID, *, actor: Editor, expected: ExpectedVersion, edge: ServiceEdge, voice: Voice, response: Response
) -> ProfessionalView:
    """Let a paused offer be found again; that confirms it too."""
    async with edge.transaction() as work:
        offer = await resume_offer(work, actor, offer_id=offer_id, expected=expected, voice=voice)
    answer(response, work, version=offer.version)
    return professional_view_of(offer)


@router.put("/offers/{offer_id}/plan")
async def plan(
    offer_id: UUID,
    *,
    body: Plan,
    actor: Editor,
    expected: ExpectedVersion,
    edge: ServiceEdge,
    voice: Voice,
    response: Response,
) -> ProfessionalView:
    """Plan when an offer becomes public by itself; a time that has passed means at once."""
    publish_at: datetime | None = body.publish_at
    async with edge.transaction() as work:
        offer = await plan_publication(
            work, actor, offer_id=offer_id, expected=expected, publish_at=publish_at, voice=voice
        )
    answer(response, work, version=offer.version)
    return professional_view_of(offer)


@router.post("/approvals")
async def approve(body: Approvals, *, actor: Reviewer, edge: ServiceEdge, voice: Voice, response: Response) -> Approved:
    """Publish several reviewed offers at once, all or none."""
    expected = {approval.id: approval.version for approval in body.offers}
    async with edge.transaction() as work:
        offers = await approve_offers(work, actor, expected=expected, voice=voice)
    response.headers["Event-Position"] = str(work.position)
    return Approved(offers=[professional_view_of(offer) for offer in offers])
