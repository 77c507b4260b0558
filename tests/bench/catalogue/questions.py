"""A mixed log of questions, as families ask them: some often, most seldom; the same in each run."""

from collections.abc import Callable
from random import Random
from urllib.parse import urlencode

from tests.bench.catalogue.filling import KINDS, LANGUAGES, NETWORKS, NOUNS, THEMES

SEED = 20261122
DISTINCT = 3_000
CITY_WIDE_SHARE = 0.1
TYPING_ERROR_SHARE = 0.3
_WEEKDAYS = ("montag", "dinstag", "mittwoch", "donerstag", "freitag")


def lists(count: int) -> list[str]:
    """Return the targets of so many facet lists: a quarter, or seldom the city, with a few filters."""
    return _log(count, lambda random: urlencode([*_quarter(random), *_filters(random)], doseq=True))


def texts(count: int) -> list[str]:
    """Return the targets of so many searches by words, a third of them with a typing error."""
    return _log(count, lambda random: urlencode([*_quarter(random), ("q", _text(random))]))


def _log(count: int, make: Callable[[Random], str]) -> list[str]:
    random = Random(SEED)
    distinct = [f"/offers/search?{make(random)}" for _ in range(DISTINCT)]
    weights = [1 / (rank + 1) for rank in range(DISTINCT)]
    return random.choices(distinct, weights, k=count)


def _quarter(random: Random) -> list[tuple[str, object]]:
    return [] if random.random() < CITY_WIDE_SHARE else [("network", f"quartier-{random.randrange(NETWORKS)}")]


def _filters(random: Random) -> list[tuple[str, object]]:
    possible: list[tuple[str, object]] = [
        ("age_months", random.randrange(0, 100)),
        ("theme", random.sample(THEMES, 2)),
        ("language", random.choice(LANGUAGES)),
        ("weekday", random.choice(("monday", "tuesday", "friday"))),
        ("free", "true"),
        ("phase", "p0_2"),
        ("open_now", "true"),
    ]
    chosen = random.sample(possible, random.randrange(4))
    if random.random() < 0.2:
        near = {"latitude": 51.4 + random.random() * 0.2, "longitude": 7.3 + random.random() * 0.3}
        chosen += [*near.items(), ("radius_metres", 1_500)]
    return chosen


def _text(random: Random) -> str:
    words = [random.choice(NOUNS) + random.choice(KINDS)]
    if random.random() < TYPING_ERROR_SHARE:
        gone = random.randrange(2, len(words[0]) - 2)
        words = [words[0][:gone] + words[0][gone + 1 :]]
    if random.random() < 0.3:
        words += ["am", random.choice(_WEEKDAYS)]
    if random.random() < 0.1:
        words.append(random.choice(NOUNS))
    return " ".join(words)
