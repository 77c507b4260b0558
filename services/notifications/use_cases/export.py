"""Everything that is stored of a person, for the person (Art. 15 and 20 DSGVO)."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.subscription import Subscription
from services.notifications.storage import addresses, ledger, subscriptions
from services.notifications.use_cases.keys import Keys


async def export(connection: AsyncConnection, keys: Keys, *, person: UUID) -> dict[str, Any]:
    """Return address, subscriptions with their proofs of consent, and mails, in values that JSON can carry."""
    sealed = await addresses.sealed_address(connection, person)
    return {
        "person": person,
        "address": keys.vault.open(sealed) if sealed is not None else None,
        "subscriptions": [_everything(found) for found in await subscriptions.of_person(connection, person)],
        "mails": list(await ledger.of_person(connection, person)),
    }


def _everything(subscription: Subscription) -> dict[str, Any]:
    interest = subscription.interest
    return {
        "id": subscription.id,
        "networks": sorted(interest.networks),
        "birth_month": interest.birth_month and f"{interest.birth_month:%Y-%m}",
        "min_months": interest.ages.min_months,
        "max_months": interest.ages.max_months,
        "themes": sorted(interest.themes),
        "languages": sorted(interest.languages),
        "text_language": subscription.text_language,
        "state": subscription.state,
        "wording_version": subscription.wording_version,
        "requested_at": subscription.requested_at,
        "confirmed_at": subscription.confirmed_at,
        "ended_at": subscription.ended_at,
    }
