"""Those to whom mails are due, with their sealed address and subscriptions: one query for a whole claim."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.subscription import Subscription
from services.notifications.storage.subscriptions import subscription_in
from services.notifications.storage.vault import SealedAddress
from shared.database.direct import fetch_directly

_RECIPIENTS = """
SELECT subscriptions.*, lookup, sealed, key_id FROM subscriptions JOIN addresses USING (person)
WHERE person = ANY($1::uuid[]) AND sealed IS NOT NULL AND suppressed_at IS NULL
ORDER BY requested_at, subscriptions.id
"""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person whom one may still write to; the oldest subscription comes first."""

    address: SealedAddress
    subscriptions: list[Subscription] = field(default_factory=list)


async def recipients(connection: AsyncConnection, persons: Collection[UUID]) -> Mapping[UUID, Recipient]:
    """Return the persons who have an address and a subscription, be it ended."""
    found: dict[UUID, Recipient] = {}
    for row in await fetch_directly(connection, _RECIPIENTS, list(persons)):
        address = SealedAddress(row["lookup"], row["sealed"], row["key_id"])
        found.setdefault(row["person"], Recipient(address)).subscriptions.append(subscription_in(row))
    return found
