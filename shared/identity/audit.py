"""The audit trail: who did what, when, before and after, kept 24 months. The account id is all it knows of a person; values of
personal fields are not written here, and it is not there to measure employees (§ 72 LPVG NRW).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Identity, Index, MetaData, String, Table, delete, func, insert
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.identity.accounts import ACCOUNT_LENGTH

RETENTION_MONTHS = 24

JsonState = Mapping[str, Any]


def audit_trail(metadata: MetaData, schema: str | None = None) -> Table:
    """Define the table; a service's role needs INSERT, SELECT and, for the retention job, DELETE."""
    return Table(
        "audit_trail",
        metadata,
        Column("number", BigInteger, Identity(always=True), primary_key=True),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("account", String(ACCOUNT_LENGTH), nullable=False),
        Column("action", String(80), nullable=False),
        Column("subject_kind", String(80), nullable=False),
        Column("subject_id", String(200), nullable=False),
        Column("before", JSONB(none_as_null=True)),
        Column("after", JSONB(none_as_null=True)),
        Index("ix_audit_trail_at", "at"),
        Index("ix_audit_trail_subject", "subject_kind", "subject_id", "number"),
        schema=schema,
    )


AUDIT_TRAIL = audit_trail(MetaData())


async def record(
    connection: AsyncConnection,
    *,
    account: str,
    action: str,
    subject: tuple[str, str],
    at: datetime,
    before: JsonState | None = None,
    after: JsonState | None = None,
    table: Table = AUDIT_TRAIL,
) -> None:
    """Write one line, in the transaction of the change itself; `subject` is kind and id, the states are JSON without personal data."""
    kind, identifier = subject
    values = {"account": account, "action": action, "subject_kind": kind, "subject_id": identifier, "at": at}
    await connection.execute(insert(table).values(**values, before=before, after=after))


async def record_all(
    connection: AsyncConnection, lines: Iterable[JsonState], *, account: str, at: datetime, table: Table = AUDIT_TRAIL
) -> None:
    """Write many lines of one account at once; each has `action`, `subject_kind`, `subject_id`, `before` and `after`."""
    rows = [{**line, "account": account, "at": at} for line in lines]
    if rows:
        await connection.execute(insert(table), rows)


async def purge(connection: AsyncConnection, now: datetime, *, table: Table = AUDIT_TRAIL) -> int:
    """Delete the lines older than 24 months and return how many they were."""
    oldest_kept = now - func.make_interval(0, RETENTION_MONTHS)
    return (await connection.execute(delete(table).where(table.c.at < oldest_kept))).rowcount
