"""The repository of imports and their rows."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import ARRAY, Date, RowMapping, Uuid, any_, cast, delete, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.duplicates.record import Identifier
from services.registry.domain.exchange.partner_import import Import, ImportRow, ImportState, Outcome
from services.registry.domain.exchange.sheet import RowFault
from services.registry.domain.partner import Partner, PartnerKind, PostalAddress
from services.registry.storage.exchange.tables import IMPORT_ROWS, IMPORTS
from services.registry.storage.keyset import Window
from services.registry.storage.versioned import write
from shared.database.sets import write_all

PARTNERS_KIND = "partners"
MOST_FORGOTTEN = 100


async def find(connection: AsyncConnection, import_id: UUID, *, locked: bool = False) -> Import | None:
    """Return an import, None when there is none; `locked` until the transaction ends."""
    query = select(IMPORTS).where(IMPORTS.c.id == import_id)
    row = (await connection.execute(query.with_for_update() if locked else query)).mappings().one_or_none()
    return None if row is None else _import(row)


async def save(connection: AsyncConnection, made: Import) -> None:
    """Write a new version; raises ChangedMeanwhile."""
    faults = [asdict(fault) for fault in made.faults]
    await write(connection, IMPORTS, {**asdict(made), "kind": PARTNERS_KIND, "faults": faults})


async def save_rows(connection: AsyncConnection, import_id: UUID, rows: Sequence[ImportRow]) -> None:
    """Write the rows of a draft."""
    documents = [
        {
            "import": import_id,
            "number": row.number,
            "outcome": row.outcome,
            "target": row.after.id,
            "role": row.role,
            "joined": row.joined,
            "before": None if row.before is None else to_jsonable_python(asdict(row.before)),
            "after": to_jsonable_python(asdict(row.after)),
        }
        for row in rows
    ]
    await write_all(connection, IMPORT_ROWS, documents)


async def note_joined(connection: AsyncConnection, import_id: UUID, partners: Collection[UUID]) -> None:
    """Remember which partners became members by the import, so that they leave when it is undone."""
    theirs = IMPORT_ROWS.c.target == any_(literal(list(partners), ARRAY(Uuid)))
    await connection.execute(
        IMPORT_ROWS.update().where(IMPORT_ROWS.c["import"] == import_id, theirs).values(joined=True)
    )


async def rows_of(connection: AsyncConnection, import_id: UUID, window: Window) -> Sequence[ImportRow]:
    """Return rows of an import in the order of the table."""
    query = select(IMPORT_ROWS).where(IMPORT_ROWS.c["import"] == import_id)
    return [_row(row) for row in (await connection.execute(window.of(query, IMPORT_ROWS.c.number))).mappings()]


async def forget(connection: AsyncConnection, *, before: date) -> int:
    """Delete some drafts and undone imports made before a day, with their rows; return how many."""
    done = (ImportState.DRAFT, ImportState.UNDONE)
    old = select(IMPORTS.c.id).where(IMPORTS.c.state.in_(done), cast(IMPORTS.c.made_at, Date) < before)
    oldest = old.order_by(IMPORTS.c.id).limit(MOST_FORGOTTEN)
    return (await connection.execute(delete(IMPORTS).where(IMPORTS.c.id.in_(oldest)))).rowcount


def _import(row: RowMapping) -> Import:
    fields = {name: value for name, value in row.items() if name != "kind"}
    faults = tuple(RowFault(**fault) for fault in row["faults"])
    return Import(**{**fields, "state": ImportState(row["state"]), "faults": faults})


def _row(row: RowMapping) -> ImportRow:
    return ImportRow(
        number=row["number"],
        outcome=Outcome(row["outcome"]),
        after=_partner(row["after"]),
        role=row["role"],
        before=None if row["before"] is None else _partner(row["before"]),
        joined=row["joined"],
    )


def _partner(document: dict[str, Any]) -> Partner:
    identifiers = document["identifiers"]
    words = {
        "id": UUID(document["id"]),
        "kind": PartnerKind(document["kind"]),
        "parent": None if document["parent"] is None else UUID(document["parent"]),
        "address": None if document["address"] is None else PostalAddress(**document["address"]),
        "identifiers": None if identifiers is None else tuple(Identifier(**each) for each in identifiers),
    }
    return Partner(**{**document, **words})
