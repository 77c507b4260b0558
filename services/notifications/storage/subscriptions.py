"""Saves and finds subscriptions."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Update, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.interest import Ages, Interest
from services.notifications.domain.pace import Pace
from services.notifications.domain.place import Circle, Point
from services.notifications.domain.subscription import AskedFor, Channel, Subscription, SubscriptionState, Topic
from services.notifications.storage import targets
from services.notifications.storage.tables import SUBSCRIPTIONS

MOST_OF_A_PERSON = 200

SETS = ("networks", "birth_months", "themes", "target_groups", "languages", "weekdays", "topics")

_COLUMNS = SUBSCRIPTIONS.c


class Row(Protocol):
    """A row with the table's columns, SQLAlchemy's or the driver's."""

    def __getitem__(self, name: str, /) -> Any: ...


async def add(connection: AsyncConnection, subscription: Subscription) -> None:
    """Save a new subscription."""
    await connection.execute(insert(SUBSCRIPTIONS).values(_values(subscription)))


async def count_open(connection: AsyncConnection, person: UUID) -> int:
    """Return how many subscriptions of a person are pending or active."""
    query = select(func.count()).where(_COLUMNS.person == person, _COLUMNS.state != SubscriptionState.ENDED)
    return (await connection.execute(query.select_from(SUBSCRIPTIONS))).scalar_one()


async def of_person(connection: AsyncConnection, person: UUID) -> Sequence[Subscription]:
    """Return everything a person has asked for, the oldest first."""
    query = select(SUBSCRIPTIONS).where(_COLUMNS.person == person).order_by(_COLUMNS.requested_at, _COLUMNS.id)
    rows = await connection.execute(query.limit(MOST_OF_A_PERSON))
    return [subscription_in(row) for row in rows.mappings()]


async def of_account(connection: AsyncConnection, account: str) -> Sequence[Subscription]:
    """Return everything a professional's account has asked for, the oldest first."""
    query = select(SUBSCRIPTIONS).where(_COLUMNS.account == account).order_by(_COLUMNS.requested_at, _COLUMNS.id)
    rows = await connection.execute(query.limit(MOST_OF_A_PERSON))
    return [subscription_in(row) for row in rows.mappings()]


async def end_of_account(connection: AsyncConnection, account: str, *, only: UUID, now: datetime) -> None:
    """End an open subscription of an account."""
    of_account = update(SUBSCRIPTIONS).where(
        _COLUMNS.account == account, _COLUMNS.id == only, _COLUMNS.state != SubscriptionState.ENDED
    )
    await _renewed(connection, of_account.values(state=SubscriptionState.ENDED, ended_at=now, paused_until=None))


async def activate(connection: AsyncConnection, subscription: UUID, *, now: datetime) -> UUID | None:
    """Confirm a pending subscription and return its person; None when it is not pending."""
    confirmed = (
        update(SUBSCRIPTIONS)
        .where(_COLUMNS.id == subscription, _COLUMNS.state == SubscriptionState.PENDING)
        .values(state=SubscriptionState.ACTIVE, confirmed_at=now)
        .returning(_COLUMNS.person)
    )
    person: UUID | None = (await connection.execute(confirmed)).scalar_one_or_none()
    await targets.renew(connection, [subscription])
    return person


async def end(connection: AsyncConnection, person: UUID, *, only: UUID | None, now: datetime) -> int:
    """End a person's open subscriptions, or only one of them, and return how many they were."""
    ended = _open_of(person, only=only).values(state=SubscriptionState.ENDED, ended_at=now, paused_until=None)
    return len(await _renewed(connection, ended))


async def change(connection: AsyncConnection, person: UUID, subscription: UUID, wish: AskedFor) -> bool:
    """Write what is asked for from now on; False when the person has no such open subscription."""
    changed = _open_of(person, only=subscription).values(wish_values(wish))
    return bool(await _renewed(connection, changed))


async def set_pace(connection: AsyncConnection, person: UUID, pace: Pace, *, only: UUID | None) -> None:
    """Make the mails of all open subscriptions, or of only one, come in another pace."""
    await _renewed(connection, _open_of(person, only=only).values(pace=pace))


async def pause(connection: AsyncConnection, person: UUID, *, only: UUID | None, until: date | None) -> None:
    """Let active subscriptions rest, until a day or until somebody resumes them; the day of those that rest is changed."""
    resting = _open_of(person, only=only).where(_COLUMNS.state != SubscriptionState.PENDING)
    await _renewed(connection, resting.values(state=SubscriptionState.PAUSED, paused_until=until))


async def resume(connection: AsyncConnection, person: UUID, *, only: UUID | None) -> None:
    """Let subscriptions that rest be active again."""
    await _renewed(connection, _awake(_open_of(person, only=only).where(_COLUMNS.state == SubscriptionState.PAUSED)))


async def end_pauses(connection: AsyncConnection, *, on: date, most: int) -> int:
    """Let subscriptions be active again whose day has come and return how many they were."""
    due = select(_COLUMNS.id).where(_COLUMNS.state == SubscriptionState.PAUSED, _COLUMNS.paused_until <= on)
    chosen = due.order_by(_COLUMNS.paused_until, _COLUMNS.id).limit(most).with_for_update(skip_locked=True)
    return len(await _renewed(connection, _awake(update(SUBSCRIPTIONS).where(_COLUMNS.id.in_(chosen)))))


async def take_back_the_end(connection: AsyncConnection, person: UUID, *, ended_after: datetime) -> int:
    """Let the confirmed subscriptions be active again that a person ended since a moment and return how many they were."""
    ended = update(SUBSCRIPTIONS).where(
        _COLUMNS.person == person, _COLUMNS.ended_at > ended_after, _COLUMNS.confirmed_at.is_not(None)
    )
    return len(await _renewed(connection, ended.values(state=SubscriptionState.ACTIVE, ended_at=None)))


async def delete_unconfirmed(connection: AsyncConnection, *, requested_before: datetime) -> int:
    """Delete what nobody has confirmed and return how many they were."""
    unconfirmed = delete(SUBSCRIPTIONS).where(
        _COLUMNS.state == SubscriptionState.PENDING, _COLUMNS.requested_at <= requested_before
    )
    return (await connection.execute(unconfirmed)).rowcount


async def delete_proofs(connection: AsyncConnection, *, ended_before: datetime) -> int:
    """Delete ended subscriptions whose proof is no longer needed and return how many they were."""
    expired = delete(SUBSCRIPTIONS).where(_COLUMNS.state == SubscriptionState.ENDED, _COLUMNS.ended_at < ended_before)
    return (await connection.execute(expired)).rowcount


def _open_of(person: UUID, *, only: UUID | None) -> Update:
    found = update(SUBSCRIPTIONS).where(_COLUMNS.person == person, _COLUMNS.state != SubscriptionState.ENDED)
    return found if only is None else found.where(_COLUMNS.id == only)


def _awake(rested: Update) -> Update:
    return rested.values(state=SubscriptionState.ACTIVE, paused_until=None)


async def _renewed(connection: AsyncConnection, changed: Update) -> Sequence[UUID]:
    """Carry out a change and have those asked by matching from now on whom it concerns."""
    ids: Sequence[UUID] = (await connection.execute(changed.returning(_COLUMNS.id))).scalars().all()
    await targets.renew(connection, ids)
    return ids


def _values(subscription: Subscription) -> dict[str, Any]:
    return {
        "id": subscription.id,
        "person": subscription.person,
        **wish_values(subscription.asked_for),
        "account": subscription.account,
        "state": subscription.state,
        "paused_until": subscription.paused_until,
        "wording_version": subscription.wording_version,
        "requested_at": subscription.requested_at,
        "confirmed_at": subscription.confirmed_at,
        "ended_at": subscription.ended_at,
    }


def wish_values(wish: AskedFor) -> dict[str, Any]:
    """Return the columns that say what is asked for."""
    interest, circle = wish.interest, wish.interest.circle
    return {
        "networks": sorted(interest.networks),
        "latitude": circle and circle.centre.latitude,
        "longitude": circle and circle.centre.longitude,
        "radius_metres": circle and circle.radius_metres,
        "birth_months": sorted(interest.birth_months),
        "min_months": interest.ages.min_months,
        "max_months": interest.ages.max_months,
        "themes": sorted(interest.themes),
        "target_groups": sorted(interest.target_groups),
        "languages": sorted(interest.languages),
        "weekdays": sorted(interest.weekdays),
        "topics": sorted(wish.topics),
        "pace": wish.pace,
        "channel": wish.channel,
        "text_language": wish.text_language,
    }


def subscription_in(row: Row) -> Subscription:
    """Return the subscription in a row that has the table's columns."""
    return Subscription(
        id=row["id"],
        person=row["person"],
        asked_for=_wish_in(row),
        state=SubscriptionState(row["state"]),
        wording_version=row["wording_version"],
        requested_at=row["requested_at"],
        confirmed_at=row["confirmed_at"],
        ended_at=row["ended_at"],
        paused_until=row["paused_until"],
        account=row["account"],
    )


def _wish_in(row: Row) -> AskedFor:
    return _wish(
        tuple(tuple(row[name]) for name in SETS),
        (row["latitude"], row["longitude"], row["radius_metres"]),
        (row["min_months"], row["max_months"]),
        (row["pace"], row["channel"]),
        row["text_language"],
    )


# Among a hundred thousand people a few hundred wishes are different, and one that is known needs no making.
@lru_cache(maxsize=2_000)
def _wish(
    sets: tuple[tuple[Any, ...], ...],
    circle: tuple[float, float, int | None],
    ages: tuple[int | None, int | None],
    way: tuple[str, str],
    text_language: str,
) -> AskedFor:
    said = {name: frozenset(values) for name, values in zip(SETS, sets, strict=True)}
    topics = frozenset(Topic(topic) for topic in said.pop("topics"))
    latitude, longitude, radius_metres = circle
    place = None if radius_metres is None else Circle(Point(latitude, longitude), radius_metres)
    pace, channel = way
    return AskedFor(
        interest=Interest(circle=place, ages=Ages(*ages), **said),
        text_language=text_language,
        pace=Pace(pace),
        channel=Channel(channel),
        topics=topics,
    )
