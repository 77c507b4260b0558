"""Things that name one partner in one field."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Column
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.duplicates.merge import Merge, MovedThing
from services.registry.storage.duplicates import merges
from shared.identity.actor import Actor
from shared.messaging.edge import Work

Thing = TypeVar("Thing", bound=Any)


def _never(_: Any) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class FieldPointer(Generic[Thing]):
    """`names` is the column of the field; what `is_over` stays with the one that it named."""

    kind: str
    names: Column[Any]
    find: Callable[[AsyncConnection, UUID], Awaitable[Thing | None]]
    settled: Callable[[Work, Actor, Thing, Thing], Awaitable[int]]
    is_over: Callable[[Thing], bool] = _never

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """Return the one column."""
        return (self.names,)

    async def move(self, work: Work, actor: Actor, merge: Merge) -> list[MovedThing]:
        """Let all that name the partner name the survivor."""
        table = self.names.table
        ids = await merges.naming(work.connection, table.c.id, self.names, merge.partner)
        await merges.lock(work.connection, table, ids)
        found = [await self._standing(work, each) for each in ids]
        return [await self._move(work, actor, merge, thing) for thing in found if self._names(thing, merge.partner)]

    async def has_changed(self, work: Work, merge: Merge, moved: MovedThing) -> bool:
        """Tell whether it names somebody else by now."""
        thing = await self._standing(work, moved.id)
        return thing is not None and not self._names(thing, merge.into)

    async def move_back(self, work: Work, actor: Actor, merge: Merge, moved: MovedThing) -> None:
        """Let it name the partner again."""
        thing = await self._standing(work, moved.id)
        if thing is not None:
            await self.settled(work, actor, thing, replace(thing, **{self.names.name: merge.partner}))

    async def _standing(self, work: Work, thing_id: UUID) -> Thing | None:
        thing = await self.find(work.connection, thing_id)
        return None if thing is None or self.is_over(thing) else thing

    def _names(self, thing: Thing | None, partner: UUID) -> bool:
        return thing is not None and getattr(thing, self.names.name) == partner

    async def _move(self, work: Work, actor: Actor, merge: Merge, thing: Any) -> MovedThing:
        after = replace(thing, **{self.names.name: merge.into})
        return MovedThing(kind=self.kind, id=thing.id, version=await self.settled(work, actor, thing, after))
