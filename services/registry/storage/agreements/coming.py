"""What falls due with agreements, and when: for the lists of the parties and for the passing of time.

The readers for the passing of time lock what they return and leave out what another instance has locked, so each is taken once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Date, RowMapping, Uuid, and_, cast, exists, literal, null, or_, select, union_all
from sqlalchemy import Text as TextType
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.selectable import Subquery

from services.registry.domain.agreements.agreement import Agreement
from services.registry.domain.agreements.life import BINDING, AgreementState
from services.registry.storage.agreements.agreements import AGREEMENTS_WHOLE, PARTIES, Sight, agreement_of, of_parties
from services.registry.storage.agreements.tables import AGREEMENT_OBLIGATIONS, AGREEMENT_REMINDERS, AGREEMENTS
from services.registry.storage.keyset import Window

REVIEW_PLACE = -1
_OPEN = AGREEMENT_OBLIGATIONS.c.fulfilled_on.is_(None)
_BINDS = AGREEMENTS.c.state.in_(sorted(BINDING))
_IN_FORCE = AGREEMENTS.c.state == AgreementState.IN_FORCE
_TO_REVIEW = AGREEMENTS.c.state.in_([AgreementState.IN_FORCE, AgreementState.DUE_FOR_REVIEW])


@dataclass(frozen=True, kw_only=True)
class Due:
    """An obligation, or without one the review, of an agreement that falls due on a day; `place` orders those of one day."""

    agreement: UUID
    network: str
    title: str
    parties: tuple[UUID, ...]
    due_on: date
    obligation: UUID | None
    party: UUID | None
    text: str | None
    place: int


async def due_of_partner(
    connection: AsyncConnection, window: Window, *, partner: UUID, sight: Sight, until: date
) -> Sequence[Due]:
    """Return what falls or fell due in all agreements of a partner, whoever owes it, the earliest first."""
    dues = _dues(and_(of_parties(partner), sight.condition()), until=until)
    # A cursor carries no dates; as text of ISO 8601 they have the same order.
    query = window.of(select(dues), cast(dues.c.due_on, TextType), dues.c.agreement, dues.c.place)
    return [_due(row) for row in (await connection.execute(query)).mappings()]


async def to_remind(connection: AsyncConnection, *, today: date, until: date, limit: int) -> Sequence[Due]:
    """Return what falls due from today until a day and nobody was reminded of."""
    dues = _dues(_BINDS, until=until)
    reminded = exists().where(
        AGREEMENT_REMINDERS.c.agreement == dues.c.agreement,
        AGREEMENT_REMINDERS.c.obligation.is_not_distinct_from(dues.c.obligation),
        AGREEMENT_REMINDERS.c.due_on == dues.c.due_on,
    )
    query = (
        select(dues).where(dues.c.due_on >= today, ~reminded).order_by(dues.c.due_on, dues.c.agreement, dues.c.place)
    )
    return [_due(row) for row in (await connection.execute(query.limit(limit))).mappings()]


async def keep_reminders(connection: AsyncConnection, dues: Mapping[UUID, Due], *, at: datetime) -> frozenset[UUID]:
    """Write down which reminders are given, by their ids; return those that no other instance has given."""
    rows = [
        {"id": reminder, "agreement": due.agreement, "obligation": due.obligation, "due_on": due.due_on}
        for reminder, due in dues.items()
    ]
    given = insert(AGREEMENT_REMINDERS).values([{**row, "reminded_at": at} for row in rows])
    kept = await connection.execute(given.on_conflict_do_nothing().returning(AGREEMENT_REMINDERS.c.id))
    return frozenset(kept.scalars())


async def newly_overdue(connection: AsyncConnection, *, today: date, limit: int) -> Sequence[Agreement]:
    """Return agreements with an obligation whose day has passed and that isn't marked yet."""
    unmarked = exists().where(
        AGREEMENT_OBLIGATIONS.c.agreement == AGREEMENTS.c.id,
        _OPEN,
        AGREEMENT_OBLIGATIONS.c.due_on < today,
        AGREEMENT_OBLIGATIONS.c.is_overdue.is_(False),
    )
    return await _taken(connection, and_(_BINDS, unmarked), limit=limit)


async def coming_to_review(connection: AsyncConnection, *, today: date, limit: int) -> Sequence[Agreement]:
    """Return agreements in force whose day of review has come or whose last day has passed."""
    has_come = or_(AGREEMENTS.c.review_on <= today, AGREEMENTS.c.valid_to < today)
    return await _taken(connection, and_(_IN_FORCE, has_come), limit=limit)


async def _taken(connection: AsyncConnection, condition: ColumnElement[bool], *, limit: int) -> Sequence[Agreement]:
    # Read only once they are locked: a statement that locks sees its own tables as they were before it waited.
    query = select(AGREEMENTS.c.id).where(condition).order_by(AGREEMENTS.c.id).limit(limit)
    ids = (await connection.execute(query.with_for_update(skip_locked=True))).scalars().all()
    rows = await connection.execute(AGREEMENTS_WHOLE.where(AGREEMENTS.c.id.in_(ids)).order_by(AGREEMENTS.c.id))
    return [agreement_of(row) for row in rows.mappings()]


def _dues(condition: ColumnElement[bool], *, until: date) -> Subquery:
    """Open obligations and reviews due by a day; `place` tells those of one agreement and day apart."""
    owed = (
        select(
            AGREEMENTS.c.id.label("agreement"),
            AGREEMENTS.c.network,
            AGREEMENTS.c.title,
            PARTIES,
            AGREEMENT_OBLIGATIONS.c.due_on,
            AGREEMENT_OBLIGATIONS.c.id.label("obligation"),
            AGREEMENT_OBLIGATIONS.c.party,
            AGREEMENT_OBLIGATIONS.c.text,
            AGREEMENT_OBLIGATIONS.c.place,
        )
        .join(AGREEMENT_OBLIGATIONS, AGREEMENT_OBLIGATIONS.c.agreement == AGREEMENTS.c.id)
        .where(condition, _BINDS, _OPEN, AGREEMENT_OBLIGATIONS.c.due_on <= until)
    )
    reviews = select(
        AGREEMENTS.c.id,
        AGREEMENTS.c.network,
        AGREEMENTS.c.title,
        PARTIES,
        cast(AGREEMENTS.c.review_on, Date),
        cast(null(), Uuid),
        cast(null(), Uuid),
        cast(null(), TextType),
        literal(REVIEW_PLACE),
    ).where(condition, _TO_REVIEW, AGREEMENTS.c.review_on <= until)
    return union_all(owed, reviews).subquery("dues")


def _due(row: RowMapping) -> Due:
    return Due(**{**row, "parties": tuple(row["parties"])})
