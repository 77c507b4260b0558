"""How far the portal has followed the registry: while it stays, nothing that pages take from the own database has changed."""

from sqlalchemy.ext.asyncio import AsyncConnection

from shared.database.direct import fetch_directly
from shared.messaging.schema import SLOTS

Heard = tuple[str, int]
"""The live slot and the sum of its checkpoints."""

_READ = {
    slot: f"SELECT coalesce(sum(position), 0)::bigint AS heard FROM {slot}.checkpoint"  # noqa: S608 - the names are ours
    for slot in SLOTS
}


async def read_heard(connection: AsyncConnection, slot: str) -> Heard:
    """Return how far everything is."""
    return slot, (await fetch_directly(connection, _READ[slot]))[0]["heard"]
