"""Subscriptions of professionals, who sign in: to offers, and to what falls due in the quarters and for the organisations they act for.

The address is confirmed by its owner as everybody's is; what is told follows the grants of the moment.
"""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field, model_validator

from services.notifications.api.equipped import ServiceEquipment
from services.notifications.api.schemas import Address, SubscriptionView, view_of
from services.notifications.api.wishes import NO_PLACE, Body, LowerLanguageTag
from services.notifications.domain.interest import Interest
from services.notifications.domain.mail import Lane
from services.notifications.domain.pace import Pace
from services.notifications.domain.subscription import AskedFor, Topic
from services.notifications.storage import subscriptions
from services.notifications.use_cases.subscribe import subscribe
from shared.contracts.vocabulary import Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import Access, Reach, any_of, office
from shared.identity.actor import Actor
from shared.identity.gate import require

router = APIRouter(prefix="/account-subscriptions", tags=["professionals"])
PROFESSIONALS = any_of(office(), Access(Reach.COORDINATOR), Access(Reach.PARTNER))
Professional = Annotated[Actor, Depends(require(PROFESSIONALS))]


class ProfessionalWish(Body):
    """What a professional wants to hear of; without quarters of all they may see, but offers need quarters."""

    address: Address = Field(repr=False)
    topics: tuple[Topic, ...] = Field(min_length=1, max_length=len(Topic))
    networks: tuple[Slug, ...] = Field(default=(), max_length=50)
    pace: Pace = Pace.DAILY
    text_language: LowerLanguageTag = "de"

    @model_validator(mode="after")
    def _names_quarters_for_offers(self) -> Self:
        if Topic.OFFERS in self.topics and not self.networks:
            raise ValueError(NO_PLACE)
        return self

    def wish(self) -> AskedFor:
        """Return what is asked for in the domain's words."""
        return AskedFor(
            interest=Interest(networks=frozenset(self.networks)),
            text_language=self.text_language,
            pace=self.pace,
            topics=frozenset(self.topics),
        )


@router.post("", status_code=202)
async def ask(
    body: ProfessionalWish, actor: Professional, edge: ServiceEdge, equipment: ServiceEquipment
) -> dict[str, str]:
    """Take a wish and mail a confirmation link to the address."""
    assert actor.account is not None
    equipment.source_limit.count(f"account:{actor.account}", now=edge.clock())
    async with edge.transaction() as work:
        await subscribe(work, equipment.keys, address=body.address, wish=body.wish(), account=actor.account)
    equipment.mail_bell.of(Lane.CONFIRMATION).ring()
    return {"status": "confirmation-requested"}


@router.get("")
async def own(actor: Professional, edge: ServiceEdge) -> list[SubscriptionView]:
    """Return what the account has asked for, the oldest first; no address."""
    assert actor.account is not None
    async with edge.reading() as connection:
        return [view_of(one) for one in await subscriptions.of_account(connection, actor.account)]


@router.post("/{subscription_id}/end")
async def end(subscription_id: UUID, actor: Professional, edge: ServiceEdge) -> list[SubscriptionView]:
    """End a subscription of the account; a second time is no error."""
    assert actor.account is not None
    async with edge.transaction() as work:
        await subscriptions.end_of_account(work.connection, actor.account, only=subscription_id, now=work.now)
        return [view_of(one) for one in await subscriptions.of_account(work.connection, actor.account)]
