"""The set-based matching equals the rule in the domain, whatever subscribers wish and offers say."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.interest import Ages, Described, Interest
from services.notifications.domain.subscription import Subscription, SubscriptionState
from services.notifications.storage import subscriptions
from services.notifications.storage.matching import Occasion, match
from shared.messaging.edge import Work
from tests.services.notifications.city import City

NETWORKS = ("hoerde-brute", "eving-brute", "libellen-brute")
THEMES = ("sprache", "bewegung", "musik")
LANGUAGES = ("de", "tr", "ar")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def some(dice: random.Random, values: Sequence[str]) -> frozenset[str]:
    return frozenset(dice.sample(values, dice.choice((0, 0, 1, 2))))


def interval(dice: random.Random) -> Ages:
    least, most = sorted(dice.sample(range(-9, 60), 2))
    return Ages(dice.choice((None, least, least)), dice.choice((None, most, most)))


def interest(dice: random.Random) -> Interest:
    birth_month = date(2026 - dice.randrange(-1, 4), dice.randrange(1, 13), 1) if dice.random() < 0.6 else None
    return Interest(
        networks=frozenset(dice.sample(NETWORKS, dice.randrange(1, 3))),
        birth_month=birth_month,
        ages=interval(dice) if birth_month is None and dice.random() < 0.7 else Ages(),
        themes=some(dice, THEMES),
        languages=some(dice, LANGUAGES),
    )


def occasion(dice: random.Random) -> Occasion:
    ages = interval(dice)
    return Occasion(
        offer=uuid4(),
        notice_version=dice.randrange(1, 4),
        network=dice.choice(NETWORKS),
        kind="new-offer",
        min_months=ages.min_months,
        max_months=ages.max_months,
        themes=sorted(some(dice, THEMES)),
        languages=sorted(some(dice, LANGUAGES)),
        day=date(2026, dice.randrange(1, 13), dice.randrange(1, 29)),
        is_news=dice.random() < 0.8,
        source="/offers/city",
        position=dice.randrange(1, 1000),
        traceparent=None,
    )


async def subscribed(work: Work, dice: random.Random) -> Subscription:
    state = dice.choice((*[SubscriptionState.ACTIVE] * 4, SubscriptionState.PENDING, SubscriptionState.ENDED))
    person: UUID = (
        await work.connection.execute(
            text("INSERT INTO addresses (lookup, created_at) VALUES (:lookup, :now) RETURNING person"),
            {"lookup": uuid4().bytes, "now": NOW},
        )
    ).scalar_one()
    subscription = Subscription(
        id=uuid4(),
        person=person,
        interest=interest(dice),
        text_language="de",
        state=state,
        wording_version="1",
        requested_at=NOW,
        confirmed_at=NOW,
        ended_at=NOW if state is SubscriptionState.ENDED else None,
    )
    await subscriptions.add(work.connection, subscription)
    return subscription


def wanted(subscription: Subscription, told: Occasion) -> bool:
    described = Described(
        network=told.network,
        ages=Ages(told.min_months, told.max_months),
        themes=frozenset(told.themes),
        languages=frozenset(told.languages),
    )
    is_active = subscription.state is SubscriptionState.ACTIVE
    return is_active and told.is_news and subscription.interest.wants(described, on=told.day)


async def matched(connection: AsyncConnection) -> set[tuple[UUID, UUID]]:
    rows = await connection.execute(text("SELECT person, offer FROM deliveries WHERE event_position IS NOT NULL"))
    return {(row.person, row.offer) for row in rows}


@pytest.mark.parametrize("seed", range(8))
async def test_matching_in_one_statement_equals_asking_everybody(city: City, seed: int) -> None:
    dice = random.Random(seed)
    async with city.at(NOW) as work:
        before = await matched(work.connection)
        everybody = [await subscribed(work, dice) for _ in range(80)]
        told = [occasion(dice) for _ in range(25)]
        count = await match(work.connection, told, now=NOW)
        again = await match(work.connection, told, now=NOW)
        found = await matched(work.connection) - before
    expected = {(one.person, event.offer) for one in everybody for event in told if wanted(one, event)}
    assert found == expected
    assert (count, again) == (len(expected), 0)
    assert len(expected) > 20
