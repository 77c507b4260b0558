"""What a person has just made in the registry is a few milliseconds away: the next page waits for it, some seconds at most."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final
from uuid import UUID

from services.portal.storage.partners import organisations_named
from services.portal.storage.quarters import find_quarter
from services.portal.web.workspace.desk import Desk
from shared.identity.gate import Gate

PATIENCE_SECONDS: Final = 5.0
LOOK_SECONDS: Final = 0.02


async def grant_is_heard(desk: Desk, grant: str) -> None:
    """Wait for a grant of the person at the desk."""
    gate: Gate = desk.request.app.state.gate
    account = desk.actor.account or ""

    async def is_there() -> bool:
        return any(str(each.id) == grant for each in await gate.grants_of(account))

    await _until(is_there)


async def quarter_is_heard(desk: Desk, network: str) -> None:
    """Wait for a quarter."""

    async def is_there() -> bool:
        async with desk.edge.reading() as connection:
            return await find_quarter(connection, network) is not None

    await _until(is_there)


async def partner_is_heard(desk: Desk, partner: UUID) -> None:
    """Wait for an organisation."""

    async def is_there() -> bool:
        async with desk.edge.reading() as connection:
            return bool(await organisations_named(connection, [partner]))

    await _until(is_there)


async def _until(is_there: Callable[[], Awaitable[bool]]) -> None:
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while not await is_there():
        if asyncio.get_running_loop().time() >= deadline:
            return
        await asyncio.sleep(LOOK_SECONDS)
