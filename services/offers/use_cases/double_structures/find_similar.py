"""Looks for offers that may be the one somebody describes, or meet the same need, among those of the same network."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.double_structures.comparison import compare_prepared, prepared
from services.offers.domain.double_structures.described_offer import described
from services.offers.domain.double_structures.judgement import Judgement, Verdict
from services.offers.domain.double_structures.marks import marks_of
from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.offer_status import Status
from services.offers.storage import offers
from services.offers.storage.double_structures import marks
from services.offers.use_cases.permission import may_change
from shared.identity.actor import Actor

MOST_COMPARED = 25
MOST_SHOWN = 10
ORDER = {Verdict.SAME_OFFER: 0, Verdict.SAME_NEED: 1, Verdict.COMPLEMENTARY: 2}


@dataclass(frozen=True)
class Similar:
    """An offer and what it is to the one that was described."""

    offer: Offer
    judgement: Judgement


async def find_similar(
    connection: AsyncConnection, content: OfferContent, *, without: UUID | None, sees: Callable[[Offer], bool]
) -> list[Similar]:
    """Return the offers that are the same one or meet the same need, the surest first."""
    asked = prepared(described(content))
    found = await marks.sharing_most(
        connection, marks_of(asked), network=content.network, without=without, most=MOST_COMPARED
    )
    rivals = [offer for offer in await offers.find_all(connection, found) if sees(offer)]
    judged = [Similar(rival, compare_prepared(asked, prepared(described(rival.content)))) for rival in rivals]
    telling = [each for each in judged if each.judgement.verdict is not Verdict.COMPLEMENTARY]
    return sorted(telling, key=lambda each: (ORDER[each.judgement.verdict], -each.judgement.score, each.offer.id))


def seen_by(actor: Actor) -> Callable[[Offer], bool]:
    """Return whether an actor may know of an offer: what is or was public, and what the actor may change."""

    def sees(offer: Offer) -> bool:
        return offer.status is not Status.ENDED and (not offer.is_hidden or may_change(actor, offer))

    return sees


def is_published(offer: Offer) -> bool:
    """Tell whether families find the offer."""
    return offer.status is Status.PUBLISHED
