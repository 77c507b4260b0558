"""Those to whom mails are due, with their sealed address and subscriptions: one query for a whole claim."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.subscription import Subscription
from services.notifications.storage.subscriptions import subscription_in
from services.notifications.storage.tables import ADDRESSES, SUBSCRIPTIONS
from services.notifications.storage.vault import SealedAddress

# Built once: every mail waits for it.
_RECIPIENTS = (
    select(SUBSCRIPTIONS, ADDRESSES.c.lookup, ADDRESSES.c.sealed, ADDRESSES.c.key_id)
    .join_from(SUBSCRIPTIONS, ADDRESSES, SUBSCRIPTIONS.c.person == ADDRESSES.c.person)
    .where(
        SUBSCRIPTIONS.c.person == any_(bindparam("persons", type_=ARRAY(Uuid))),
        ADDRESSES.c.sealed.is_not(None),
        ADDRESSES.c.suppressed_at.is_(None),
    )
    .order_by(SUBSCRIPTIONS.c.requested_at, SUBSCRIPTIONS.c.id)
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person whom one may still write to; the oldest subscription comes first."""

    address: SealedAddress
    subscriptions: list[Subscription] = field(default_factory=list)


async def recipients(connection: AsyncConnection, persons: Collection[UUID]) -> Mapping[UUID, Recipient]:
    """Return the persons who have an address and a subscription, be it ended."""
    found: dict[UUID, Recipient] = {}
    for row in (await connection.execute(_RECIPIENTS, {"persons": list(persons)})).mappings():
        address = SealedAddress(row["lookup"], row["sealed"], row["key_id"])
        found.setdefault(row["person"], Recipient(address)).subscriptions.append(subscription_in(row))
    return found
