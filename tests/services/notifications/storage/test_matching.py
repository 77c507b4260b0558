"""The one statement that matches finds exactly whom the rule in plain Python wants, with the quickest pace of theirs."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from services.notifications.domain.interest import Ages, Described, Interest, birth_months_of
from services.notifications.domain.pace import PACES, Pace, next_digest
from services.notifications.domain.place import Circle, Point, roughly
from services.notifications.domain.subscription import AskedFor, Channel, Subscription, SubscriptionState
from services.notifications.domain.weekdays import bits_of
from services.notifications.storage import subscriptions, targets
from services.notifications.storage.matching import Occasion, match
from shared.messaging.edge import Work
from tests.services.notifications.city import City

NETWORKS = ("hoerde-brute", "eving-brute", "libellen-brute")
THEMES = ("sprache", "bewegung", "musik")
GROUPS = ("vaeter", "alleinerziehende")
LANGUAGES = ("de", "tr", "ar")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

Rows = set[tuple[UUID, UUID, str, datetime]]


@dataclass(frozen=True)
class Told:
    """An offer as the rule sees it, and the occasion that tells of it."""

    described: Described
    day: date
    occasion: Occasion


def some(dice: random.Random, values: Sequence[str]) -> frozenset[str]:
    return frozenset(dice.sample(values, dice.choice((0, 0, 0, 1, 2))))


def some_days(dice: random.Random) -> frozenset[int]:
    return frozenset(dice.sample(range(1, 8), dice.choice((0, 0, 1, 4))))


def interval(dice: random.Random) -> Ages:
    least, most = sorted(dice.sample(range(-9, 60), 2))
    return Ages(dice.choice((None, least, least)), dice.choice((None, most, most)))


def point(dice: random.Random) -> Point:
    return roughly(51.45 + dice.random() / 10, 7.40 + dice.random() / 6)


def interest(dice: random.Random) -> Interest:
    months = [date(2026 - dice.randrange(-1, 4), dice.randrange(1, 13), 1) for _ in range(dice.choice((0, 1, 1, 3)))]
    circle = Circle(point(dice), dice.randrange(500, 4_000)) if dice.random() < 0.4 else None
    return Interest(
        networks=frozenset(dice.sample(NETWORKS, dice.randrange(0 if circle else 1, 3))),
        circle=circle,
        birth_months=frozenset(months),
        ages=interval(dice) if not months and dice.random() < 0.7 else Ages(),
        themes=some(dice, THEMES),
        target_groups=some(dice, GROUPS),
        languages=some(dice, LANGUAGES),
        weekdays=some_days(dice),
    )


def told(dice: random.Random) -> Told:
    described = Described(
        network=dice.choice(NETWORKS),
        ages=interval(dice),
        themes=some(dice, THEMES),
        languages=some(dice, LANGUAGES),
        target_groups=some(dice, GROUPS),
        weekdays=some_days(dice),
        points=tuple(point(dice) for _ in range(dice.randrange(3))),
    )
    day = date(2026, dice.randrange(1, 13), dice.randrange(1, 29))
    return Told(described, day, occasion_of(described, day, dice))


def occasion_of(described: Described, day: date, dice: random.Random) -> Occasion:
    born_from, born_until = birth_months_of(described.ages, on=day)
    return Occasion(
        offer=uuid4(),
        notice_version=dice.randrange(1, 4),
        network=described.network,
        kind="new-offer",
        is_urgent=dice.random() < 0.2,
        min_months=described.ages.min_months,
        max_months=described.ages.max_months,
        born_from=born_from,
        born_until=born_until,
        themes=sorted(described.themes),
        target_groups=sorted(described.target_groups),
        languages=sorted(described.languages),
        weekdays=bits_of(described.weekdays),
        latitudes=[one.latitude for one in described.points],
        longitudes=[one.longitude for one in described.points],
        is_news=dice.random() < 0.8,
        source="/offers/city",
        position=dice.randrange(1, 1000),
        traceparent=None,
    )


async def subscribed(work: Work, dice: random.Random, persons: list[UUID]) -> Subscription:
    state = dice.choice((*[SubscriptionState.ACTIVE] * 4, SubscriptionState.PENDING, SubscriptionState.ENDED))
    subscription = Subscription(
        id=uuid4(),
        person=dice.choice(persons),
        asked_for=AskedFor(
            interest=interest(dice),
            text_language="de",
            pace=dice.choice(PACES),
            channel=dice.choice((*[Channel.E_MAIL] * 4, Channel.FEED)),
        ),
        state=state,
        wording_version="1",
        requested_at=NOW,
        confirmed_at=NOW,
        ended_at=NOW if state is SubscriptionState.ENDED else None,
    )
    await subscriptions.add(work.connection, subscription)
    return subscription


async def new_person(work: Work) -> UUID:
    person: UUID = (
        await work.connection.execute(
            text("INSERT INTO addresses (lookup, created_at) VALUES (:lookup, :now) RETURNING person"),
            {"lookup": uuid4().bytes, "now": NOW},
        )
    ).scalar_one()
    return person


def owed(everybody: Sequence[Subscription], every: Sequence[Told]) -> Rows:
    """Ask everybody about everything."""
    quickest: dict[tuple[UUID, UUID], int] = {}
    for one in everybody:
        for each in every:
            if is_told(one, each):
                pace = 0 if each.occasion.is_urgent else PACES.index(one.asked_for.pace)
                key = (one.person, each.occasion.offer)
                quickest[key] = min(pace, quickest.get(key, pace))
    return {(person, offer, PACES[pace], due(PACES[pace])) for (person, offer), pace in quickest.items()}


def is_told(subscription: Subscription, each: Told) -> bool:
    gets_mails = subscription.state is SubscriptionState.ACTIVE and subscription.asked_for.channel is Channel.E_MAIL
    return gets_mails and each.occasion.is_news and subscription.interest.wants(each.described, on=each.day)


def due(pace: Pace) -> datetime:
    return NOW if pace is Pace.AT_ONCE else next_digest(NOW, pace)


async def written(work: Work) -> Rows:
    rows = await work.connection.execute(
        text("SELECT person, offer, pace, not_before FROM deliveries WHERE event_position IS NOT NULL")
    )
    return {(row.person, row.offer, row.pace, row.not_before) for row in rows}


@pytest.mark.parametrize("seed", range(8))
async def test_matching_in_one_statement_equals_asking_everybody(city: City, seed: int) -> None:
    dice = random.Random(seed)
    async with city.at(NOW) as work:
        before = await written(work)
        persons = [await new_person(work) for _ in range(80)]
        everybody = [await subscribed(work, dice, persons) for _ in range(160)]
        await targets.renew(work.connection, [one.id for one in everybody])
        every = [told(dice) for _ in range(25)]
        count = await match(work.connection, [each.occasion for each in every], now=NOW)
        again = await match(work.connection, [each.occasion for each in every], now=NOW)
        new = await written(work) - before
    expected = owed(everybody, every)
    # Families of other tests may want these offers too.
    assert {row for row in new if row[0] in persons} == expected
    assert (count, again) == (len(new), 0)
    assert len({pace for _, _, pace, _ in expected}) == len(PACES)


async def test_what_waits_for_a_digest_has_one_for_each_person_and_time(city: City) -> None:
    dice = random.Random(1)
    async with city.at(NOW) as work:
        persons = [await new_person(work) for _ in range(20)]
        everybody = [await subscribed(work, dice, persons) for _ in range(80)]
        await targets.renew(work.connection, [one.id for one in everybody])
        for _ in range(2):
            await match(work.connection, [told(dice).occasion for _ in range(25)], now=NOW)
        rows = await work.connection.execute(
            text(
                "SELECT item.person = head.person AND item.not_before = head.due_at AND item.state = 'bundled' AS fits, "
                "item.person, item.not_before, head.id FROM deliveries AS item LEFT JOIN deliveries AS head ON head.id = item.digest "
                "AND head.kind = 'digest' AND head.state = 'created' WHERE item.pace <> 'at-once' AND item.offer IS NOT NULL "
                "AND item.person = ANY(:persons)"
            ),
            {"persons": persons},
        )
        items = list(rows)
    digests = {(row.person, row.not_before): row.id for row in items}
    assert all(row.fits for row in items)
    assert len(set(digests.values())) == len(digests) < len(items)
