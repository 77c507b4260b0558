"""A list's offers as JSON: what stands ready is passed on; an organisation that was merged is named as the one it stands for."""

from collections.abc import Sequence
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.storage import aliases, offers
from services.offers.storage.offer_list import Found
from services.offers.storage.public_view import public_view


async def items_of(connection: AsyncConnection, found: Sequence[Found]) -> list[orjson.Fragment]:
    """Return the JSON of each."""
    hidden = [each.id for each in found if each.shown is None]
    made = (
        {offer.id: _json(public_view(offer)) for offer in await offers.find_all(connection, hidden)} if hidden else {}
    )
    survivors = await aliases.survivors(connection, {each.organisation for each in found})
    return [
        orjson.Fragment(_under(each.shown or made[each.id], own=each.organisation, now=survivors[each.organisation]))
        for each in found
    ]


def _under(shown: str, *, own: UUID, now: UUID) -> str:
    return shown if own == now else _json({**orjson.loads(shown), "organisation": now})


def _json(view: dict[str, object]) -> str:
    # asyncpg reads UUIDs as a subclass that orjson does not know.
    return orjson.dumps(view, default=str).decode()
