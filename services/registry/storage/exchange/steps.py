"""The steps of imports that are taken while nobody waits: each is asked for, taken by one process, and forgotten or refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.exchange.partner_import import ImportState
from services.registry.storage.exchange.tables import IMPORT_STEPS


@dataclass(frozen=True, kw_only=True)
class Step:
    """Who wants an import in which state, from the version that was looked at; `refused` is the problem that ended it."""

    import_id: UUID
    wanted: ImportState
    expected: int
    account: str
    asked_at: datetime
    refused: Mapping[str, Any] | None = None


async def find(connection: AsyncConnection, import_id: UUID) -> Step | None:
    """Return the step of an import that is under way or was refused."""
    query = select(IMPORT_STEPS).where(IMPORT_STEPS.c["import"] == import_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _step(row)


async def ask_for(connection: AsyncConnection, step: Step) -> None:
    """Write down a step in the place of one that was refused; one that is under way stays."""
    row = {
        "import": step.import_id,
        "wanted": step.wanted,
        "expected": step.expected,
        "account": step.account,
        "asked_at": step.asked_at,
        "refused": None,
    }
    written = insert(IMPORT_STEPS).values(**row)
    again = {name: written.excluded[name] for name in row if name != "import"}
    await connection.execute(
        written.on_conflict_do_update(index_elements=["import"], set_=again, where=IMPORT_STEPS.c.refused.is_not(None))
    )


async def take_next(connection: AsyncConnection) -> Step | None:
    """Return the step that waits longest and that no other process is taking, until the transaction ends."""
    query = select(IMPORT_STEPS).where(IMPORT_STEPS.c.refused.is_(None)).order_by(IMPORT_STEPS.c.asked_at).limit(1)
    row = (await connection.execute(query.with_for_update(skip_locked=True))).mappings().one_or_none()
    return None if row is None else _step(row)


async def forget(connection: AsyncConnection, import_id: UUID) -> None:
    """Forget a step that was taken."""
    await connection.execute(delete(IMPORT_STEPS).where(IMPORT_STEPS.c["import"] == import_id))


async def refuse(connection: AsyncConnection, import_id: UUID, problem: Mapping[str, Any]) -> None:
    """Keep why a step was not taken."""
    theirs = IMPORT_STEPS.c["import"] == import_id
    await connection.execute(IMPORT_STEPS.update().where(theirs).values(refused=dict(problem)))


def _step(row: RowMapping) -> Step:
    return Step(
        import_id=row["import"],
        wanted=ImportState(row["wanted"]),
        expected=row["expected"],
        account=row["account"],
        asked_at=row["asked_at"],
        refused=row["refused"],
    )
