"""Offers as a city publishes them, drawn from a seed, and one that is for everybody."""

import random
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from services.notifications.domain.interest import Ages, birth_months_of
from services.notifications.storage.matching import Occasion
from shared.hosting.running import new_uuid7
from tests.bench.matching.filling import EAST, LANGUAGES, NETWORKS, NORTH, THEMES

WIDTHS = (6, 12, 12, 24, 36)


def drawn(dice: random.Random, *, today: date) -> Iterator[Occasion]:
    """Yield offers without end: an age, one or two themes, a place, mostly in German."""
    while True:
        youngest = dice.randrange(0, 120)
        ages = Ages(youngest, youngest + dice.choice(WIDTHS))
        languages = ("de", *dice.sample(LANGUAGES[1:], dice.choice((0, 0, 1, 2))))
        yield occasion(
            dice.choice(NETWORKS),
            ages,
            today=today,
            themes=dice.sample(THEMES, dice.choice((1, 2))),
            languages=languages,
            place=(dice.uniform(*NORTH), dice.uniform(*EAST)),
        )


def occasion(
    network: str,
    ages: Ages,
    *,
    today: date,
    themes: list[str],
    languages: tuple[str, ...],
    place: tuple[float, float] | None = None,
) -> Occasion:
    """Return what is told of a new offer."""
    born_from, born_until = birth_months_of(ages, on=today)
    offer: UUID = new_uuid7()
    return Occasion(
        offer=offer,
        notice_version=1,
        network=network,
        kind="new-offer",
        min_months=ages.min_months,
        max_months=ages.max_months,
        born_from=born_from,
        born_until=born_until,
        themes=themes,
        target_groups=(),
        languages=languages,
        weekdays=0,
        latitudes=[place[0]] if place else [],
        longitudes=[place[1]] if place else [],
        is_news=True,
        source="/offers/city",
        position=1,
        traceparent=None,
    )
