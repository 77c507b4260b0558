"""What waits for a digest, and what becomes of it once the digest has left or nobody needs it any more."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_ITEMS = text(
    """
    SELECT id, digest, kind, offer, notice_version, about FROM deliveries
    WHERE digest = ANY(:digests) AND state = 'bundled' ORDER BY created_at, id
    """
)
# A digest that is settled is never sent again, so its items are what it is.
_SETTLE = text(
    """
    UPDATE deliveries AS item SET state = digest.state, accepted_at = digest.accepted_at, settled_at = digest.settled_at
    FROM deliveries AS digest
    WHERE item.state = 'bundled' AND digest.id = item.digest AND digest.settled_at IS NOT NULL
    """
)
_LEAVE_OUT = text(
    "UPDATE deliveries SET state = 'outdated', settled_at = now() WHERE id = ANY(:items) AND state = 'bundled'"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A notice that waits for its digest."""

    id: UUID
    digest: UUID
    kind: str
    offer: UUID | None
    notice_version: int | None
    about: Mapping[str, Any] | None


async def items_of(connection: AsyncConnection, digests: Collection[UUID]) -> Mapping[UUID, Sequence[Item]]:
    """Return what waits for these digests, the oldest first."""
    found: dict[UUID, list[Item]] = defaultdict(list)
    for row in await connection.execute(_ITEMS, {"digests": list(digests)}):
        found[row.digest].append(Item(*row))
    return found


async def leave_out(connection: AsyncConnection, items: Collection[UUID]) -> None:
    """Settle items that are not true any more as outdated."""
    await connection.execute(_LEAVE_OUT, {"items": list(items)})


async def settle_items(connection: AsyncConnection) -> int:
    """Let the items of settled digests end as their digest did and return how many they were."""
    return (await connection.execute(_SETTLE)).rowcount
