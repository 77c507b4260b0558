"""Every version that an aggregate ever had, whole, as its repository writes it; nothing is taken out again."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python
from sqlalchemy import Column, DateTime, Integer, RowMapping, Table, select
from sqlalchemy import Uuid as UuidType
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

from services.registry.domain.aggregate import Aggregate
from services.registry.storage.keyset import Window
from services.registry.storage.tables import METADATA

Thing = TypeVar("Thing", bound=Aggregate)


@dataclass(frozen=True)
class KeptVersion(Generic[Thing]):
    """What stood from a moment on."""

    changed_at: datetime
    state: Thing


def versions_table(name: str, *, key: type[TypeEngine[Any]] = UuidType) -> Table:
    """Define the table that holds the versions of one kind of aggregate, whose ids are of the type `key`."""
    return Table(
        name,
        METADATA,
        Column("id", key, primary_key=True),
        Column("version", Integer, primary_key=True),
        Column("changed_at", DateTime(timezone=True), nullable=False),
        Column("state", JSONB, nullable=False),
    )


class KeptVersions(Generic[Thing]):
    """The history of one kind of aggregate with ids of its own, in a table made by `versions_table`."""

    def __init__(self, table: Table, kind: type[Thing]) -> None:
        self.table = table
        self._states = TypeAdapter(kind)

    async def keep(self, connection: AsyncConnection, thing_id: UUID | str, thing: Thing, *, at: datetime) -> None:
        """Write the version that stands from now on."""
        state = to_jsonable_python(asdict(thing))
        row = {"id": thing_id, "version": thing.version, "changed_at": at, "state": state}
        await connection.execute(self.table.insert().values(**row))

    async def find(self, connection: AsyncConnection, thing_id: UUID | str, version: int) -> KeptVersion[Thing] | None:
        """Return one version, None when there never was one."""
        query = select(self.table).where(self.table.c.id == thing_id, self.table.c.version == version)
        row = (await connection.execute(query)).mappings().one_or_none()
        return None if row is None else self._kept(row)

    async def listed(
        self, connection: AsyncConnection, thing_id: UUID | str, window: Window
    ) -> Sequence[KeptVersion[Thing]]:
        """Return all versions, the first one first."""
        query = window.of(select(self.table).where(self.table.c.id == thing_id), self.table.c.version)
        return [self._kept(row) for row in (await connection.execute(query)).mappings()]

    def _kept(self, row: RowMapping) -> KeptVersion[Thing]:
        return KeptVersion(row["changed_at"], self._states.validate_python(row["state"]))
