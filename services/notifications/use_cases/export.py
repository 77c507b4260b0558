"""Everything that is stored of a person, for the person (Art. 15 and 20 DSGVO)."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.subscription import Subscription
from services.notifications.storage import addresses, ledger, subscriptions
from services.notifications.storage.subscriptions import wish_values
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
    wish = {name: _plain(value) for name, value in wish_values(subscription.asked_for).items()}
    return {
        "id": subscription.id,
        **wish,
        "account": subscription.account,
        "state": subscription.state,
        "paused_until": subscription.paused_until,
        "wording_version": subscription.wording_version,
        "requested_at": subscription.requested_at,
        "confirmed_at": subscription.confirmed_at,
        "ended_at": subscription.ended_at,
    }


def _plain(value: Any) -> Any:
    months = value if isinstance(value, list) else ()
    return [f"{month:%Y-%m}" for month in months] if any(isinstance(month, date) for month in months) else value
