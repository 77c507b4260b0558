"""Two schemas hold a projection: one is live, the other is free for a rebuild beside it, then they swap."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.messaging.batch import LIVE, PROJECTION
from shared.messaging.schema import SLOTS

BeforeSwap = Callable[[AsyncConnection, str, str], Awaitable[None]]
"""Called inside the swap's transaction with the live schema's name and the rebuilt one's."""

_READ = text("SELECT live, number FROM projection_slot")
# Emptying and swapping wait for each other here, or one replica could empty what another has just made live; whoever
# writes by what is live shares it. Rows could be locked too, but there those who share may keep others waiting for ever.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('projection_slot'))")
_SWAP = text("UPDATE projection_slot SET live = :slot, number = :number")
# No projection code has this number, so whoever runs next sees that the live schema must be rebuilt.
_DEMAND = text("UPDATE projection_slot SET number = -1")
_NUMBER = text("UPDATE projection_slot SET number = :number WHERE number = 0")
_TABLES = text("SELECT tablename FROM pg_tables WHERE schemaname = :slot ORDER BY tablename")


@dataclass(frozen=True)
class LiveSlot:
    """The schema that readers see, and the number of the projection code that filled it; 0 is empty."""

    slot: str
    number: int

    @property
    def other(self) -> str:
        """The schema beside it."""
        return SLOTS[1 - SLOTS.index(self.slot)]


class Swap(StrEnum):
    """What became of a try to swap: another replica may have emptied the rebuilt schema, or the live one is ahead of it."""

    DONE = "done"
    BEHIND = "behind"
    EMPTIED = "emptied"


class Slots:
    """Knows the live schema of a service's database; asked again by every consumer second, so replicas follow a swap."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        # Each query sees what is committed in either case; a transaction around them would cost two round trips.
        self._reading = engine.execution_options(isolation_level="AUTOCOMMIT")
        self.live = LiveSlot(SLOTS[0], 0)

    async def refresh(self) -> LiveSlot:
        """Read which schema is live."""
        async with self._reading.connect() as connection:
            row = (await connection.execute(_READ)).one()
        self.live = LiveSlot(row.live, row.number)
        return self.live

    async def claim(self, number: int) -> None:
        """Write the number of the projection code into a database that has never been filled."""
        async with self._engine.begin() as connection:
            await connection.execute(_NUMBER, {"number": number})
        await self.refresh()

    async def empty(self, slot: str) -> None:
        """Delete a schema's rows before a rebuild, unless another replica has made it the live one."""
        async with self._engine.begin() as connection:
            await connection.execute(_LOCK)
            if await connection.scalar(LIVE) == slot:
                return
            tables = (await connection.execute(_TABLES, {"slot": slot})).scalars().all()
            for table in tables:
                await connection.execute(text(f'DELETE FROM {slot}."{table}"'))  # noqa: S608 - both names come from the catalogue

    async def swap(
        self,
        slot: str,
        number: int,
        *,
        reached: Mapping[str, int],
        parted: Collection[str] = (),
        before_swap: BeforeSwap | None = None,
    ) -> Swap:
        """Make a rebuilt schema the live one when it is filled as far as `reached` tells, by source, and as the live one is.

        How far the live one has come with the sources that `parted` names doesn't count: they have another history by now.
        """
        async with self._engine.begin() as connection:
            await connection.execute(_LOCK)
            live = str(await connection.scalar(LIVE))
            filled, shown = await _filled(connection, slot), await _filled(connection, live)
            if any(filled.get(source, 0) < position for source, position in reached.items()):
                return Swap.EMPTIED
            # What is live already and not here yet would be told to readers a second time, as news.
            if any(filled.get(source, 0) < shown.get(source, 0) for source in reached.keys() - set(parted)):
                return Swap.BEHIND
            if live != slot:
                if before_swap is not None:
                    await before_swap(connection, live, slot)
                await connection.execute(_SWAP, {"slot": slot, "number": number})
        await self.refresh()
        return Swap.DONE

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection that reads (and only reads) the live projection."""
        async with self._reading.connect() as connection:
            yield await in_slot(connection, self.live.slot)


async def demand_rebuild(connection: AsyncConnection) -> None:
    """Have the live projection rebuilt and swapped once this transaction is committed, and the old one emptied."""
    await connection.execute(_DEMAND)


async def _filled(connection: AsyncConnection, slot: str) -> dict[str, int]:
    """Return how far each source is applied in a schema."""
    rows = await connection.execute(text(f"SELECT source, position FROM {slot}.checkpoint"))  # noqa: S608 - the names are ours
    return {row.source: row.position for row in rows}


def slot_of(connection: AsyncConnection) -> str:
    """Return the schema that `projection` means on this connection."""
    options = connection.sync_connection.get_execution_options() if connection.sync_connection is not None else {}
    return str(options["schema_translate_map"][PROJECTION])


async def in_slot(connection: AsyncConnection, slot: str) -> AsyncConnection:
    """Return the connection with the tables of `projection` meaning this schema."""
    return await connection.execution_options(schema_translate_map={PROJECTION: slot})
