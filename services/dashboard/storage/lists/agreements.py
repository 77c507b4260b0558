"""Agreements between partners, and what of them is due or overdue, seen from both parties."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.listing import MOST_ROWS, Row
from services.dashboard.storage.lists.names import UNKNOWN, partner_names
from services.dashboard.storage.tables import AGREEMENT_REMINDERS, AGREEMENTS

OVER = ("ended",)
# What fell due longer ago than this was either done or is told by the agreement's own overdue obligations.
LOOK_BACK = timedelta(days=365)


async def read_agreements(connection: AsyncConnection, *, today: date) -> list[Row]:
    """Return all agreements, those with overdue obligations first, then by the next review."""
    agreement = AGREEMENTS.c
    query = (
        select(AGREEMENTS)
        .order_by(
            agreement.overdue_obligations.desc(), agreement.review_on.nulls_last(), agreement.sort_key, agreement.id
        )
        .limit(MOST_ROWS)
    )
    rows = (await connection.execute(query)).mappings().all()
    names = await partner_names(connection, {party for row in rows for party in row["parties"]})
    return [
        {
            "quarter": row["network"],
            "title": row["title"],
            "parties": ", ".join(sorted(names[party] for party in row["parties"])),
            "transition": _transition(row["from_institution"], row["to_institution"]),
            "state": row["state"],
            "open": row["open_obligations"],
            "overdue": row["overdue_obligations"],
            "review_on": row["review_on"],
            "valid_to": row["valid_to"],
            "urgency": _urgency(row["overdue_obligations"], row["review_on"], row["state"], today),
        }
        for row in rows
    ]


async def read_deadlines(connection: AsyncConnection, *, today: date) -> list[Row]:
    """Return what partners were reminded of, one row a party, the oldest day first."""
    reminder, agreement = AGREEMENT_REMINDERS.c, AGREEMENTS.c
    query = (
        select(
            reminder.network, reminder.due_on, reminder.obligation, reminder.party, agreement.title, agreement.parties
        )
        .join_from(AGREEMENT_REMINDERS, AGREEMENTS, agreement.id == reminder.agreement)
        .where(agreement.state.not_in(OVER), reminder.due_on >= today - LOOK_BACK)
        .order_by(reminder.due_on, agreement.sort_key, reminder.id)
        .limit(MOST_ROWS)
    )
    rows = (await connection.execute(query)).all()
    names = await partner_names(connection, {party for row in rows for party in row.parties})
    return [
        {
            "quarter": row.network,
            "due_on": row.due_on,
            "days": (row.due_on - today).days,
            "what": "obligation" if row.obligation is not None else "review",
            "title": row.title,
            "partner": names.get(party, UNKNOWN),
            "role": "owes" if party == row.party else "involved",
        }
        for row in rows
        for party in row.parties
    ]


def _transition(of: str | None, to: str | None) -> str | None:
    return f"{of or UNKNOWN} → {to or UNKNOWN}" if of or to else None


def _urgency(overdue: int, review_on: date | None, state: str, today: date) -> str | None:
    if state in OVER:
        return None
    if overdue:
        return "overdue"
    return "review" if review_on is not None and review_on <= today else None
