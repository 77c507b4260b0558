"""The audit trail: written in the change's transaction, kept 24 months."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.identity.audit import AUDIT_TRAIL, purge, record

ACCOUNT = "0123456789abcdef0123456789abcdef"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


async def note(connection: AsyncConnection, *, at: datetime, subject: str = "7") -> None:
    await record(
        connection,
        account=ACCOUNT,
        action="publish_offer",
        subject=("offer", subject),
        at=at,
        before={"status": "draft"},
        after={"status": "published"},
    )


async def test_a_line_tells_who_did_what_when_before_and_after(connection: AsyncConnection) -> None:
    await note(connection, at=NOW)

    line = (await connection.execute(select(AUDIT_TRAIL))).one()
    assert (line.account, line.action, line.subject_kind, line.subject_id) == (ACCOUNT, "publish_offer", "offer", "7")
    assert (line.before, line.after, line.at) == ({"status": "draft"}, {"status": "published"}, NOW)


async def test_a_line_goes_when_its_change_is_rolled_back(connection: AsyncConnection) -> None:
    await note(connection, at=NOW)
    await connection.rollback()
    assert (await connection.execute(select(AUDIT_TRAIL))).all() == []


async def test_lines_older_than_24_months_are_deleted_and_younger_ones_kept(connection: AsyncConnection) -> None:
    await note(connection, at=datetime(2024, 11, 22, 8, 59, tzinfo=UTC), subject="old")
    await note(connection, at=datetime(2024, 11, 22, 9, 0, tzinfo=UTC), subject="young")

    deleted = await purge(connection, NOW)

    kept = (await connection.execute(select(AUDIT_TRAIL.c.subject_id))).scalars().all()
    assert (deleted, kept) == (1, ["young"])
