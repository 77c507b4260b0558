"""What is due for a re-check, and who was asked last. An offer of an unknown kind is asked for like one of kind `other`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, RowMapping, and_, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.freshness.recheck import Stage
from services.offers.domain.offer_content import DEFAULT_KIND
from services.offers.domain.offer_status import Status
from services.offers.storage.tables import OFFER_KINDS, OFFERS, RECHECKS

OTHER = OFFER_KINDS.alias("other_kind")
INTERVAL_DAYS = func.coalesce(OFFER_KINDS.c.recheck_after_days, OTHER.c.recheck_after_days)
PATIENCE_DAYS = func.coalesce(OFFER_KINDS.c.escalate_after_days, OTHER.c.escalate_after_days)
DUE_ON = OFFERS.c.confirmed_on + INTERVAL_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class DueOffer:
    """An offer that nobody confirmed in time, and who is to be asked now."""

    offer: UUID
    version: int
    network: str
    organisation: UUID
    title: str
    confirmed_on: date
    due_on: date
    stage: Stage


def with_kinds() -> FromClause:
    """Return the offers with their kind's interval."""
    return OFFERS.outerjoin(OFFER_KINDS, OFFER_KINDS.c.key == OFFERS.c.kind).outerjoin(
        OTHER, OTHER.c.key == DEFAULT_KIND
    )


async def take_due(connection: AsyncConnection, today: date, *, most: int) -> Sequence[DueOffer]:
    """Return offers of which somebody is to be asked, locked, the longest overdue first."""
    asked = RECHECKS.c
    nobody_asked: ColumnElement[bool] = or_(asked.offer.is_(None), asked.confirmed_on < OFFERS.c.confirmed_on)
    owner_is_silent = and_(asked.stage == Stage.OWNER.value, asked.told_on + PATIENCE_DAYS <= today)
    query = (
        select(OFFERS, DUE_ON.label("due_on"), nobody_asked.label("asks_owner"))
        .select_from(with_kinds().outerjoin(RECHECKS, asked.offer == OFFERS.c.id))
        .where(OFFERS.c.status == Status.PUBLISHED.value, today >= DUE_ON, or_(nobody_asked, owner_is_silent))
        .order_by(OFFERS.c.confirmed_on, OFFERS.c.id)
        .limit(most)
        .with_for_update(of=OFFERS, skip_locked=True)
    )
    return [_due(row) for row in (await connection.execute(query)).mappings()]


async def note_asked(connection: AsyncConnection, due: Sequence[DueOffer], *, today: date) -> None:
    """Write who was asked about which confirmation."""
    rows = [
        {"offer": one.offer, "confirmed_on": one.confirmed_on, "stage": one.stage.value, "told_on": today}
        for one in due
    ]
    statement = insert(RECHECKS).values(rows)
    replaced = {name: statement.excluded[name] for name in ("confirmed_on", "stage", "told_on")}
    await connection.execute(statement.on_conflict_do_update(index_elements=["offer"], set_=replaced))


async def overdue_in(
    connection: AsyncConnection, network: str, today: date, *, limit: int, after: tuple[date, UUID] | None = None
) -> Sequence[RowMapping]:
    """Return a network's overdue offers, the longest overdue first, with who was asked."""
    asked_of_this = and_(RECHECKS.c.offer == OFFERS.c.id, RECHECKS.c.confirmed_on == OFFERS.c.confirmed_on)
    query = (
        select(
            OFFERS.c.id,
            OFFERS.c.organisation,
            OFFERS.c.title,
            OFFERS.c.confirmed_on,
            DUE_ON.label("due_on"),
            RECHECKS.c.stage,
            RECHECKS.c.told_on,
        )
        .select_from(with_kinds().outerjoin(RECHECKS, asked_of_this))
        .where(OFFERS.c.network == network, OFFERS.c.status == Status.PUBLISHED.value, today >= DUE_ON)
        .order_by(OFFERS.c.confirmed_on, OFFERS.c.id)
        .limit(limit)
    )
    if after is not None:
        day, offer = after
        same_day = and_(OFFERS.c.confirmed_on == day, OFFERS.c.id > offer)
        query = query.where(or_(OFFERS.c.confirmed_on > day, same_day))
    return (await connection.execute(query)).mappings().all()


def _due(row: RowMapping) -> DueOffer:
    return DueOffer(
        offer=row["id"],
        version=row["version"],
        network=row["network"],
        organisation=row["organisation"],
        title=row["title"],
        confirmed_on=row["confirmed_on"],
        due_on=row["due_on"],
        stage=Stage.OWNER if row["asks_owner"] else Stage.COORDINATION,
    )
