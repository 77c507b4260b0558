"""The search once more, without bitmaps: each offer is looked at by itself, each filter by plain words."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import cos, hypot, radians
from uuid import UUID

from services.offers.domain.search.document import SearchDocument
from services.offers.domain.search.question import Concept, Question
from services.offers.domain.search.wanted import Flag, Wanted
from tests.services.offers.search.catalogues import CITY_WIDE, DAY, DAY_MINUTES, LOOKED, NOW, PHASES

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYTIMES = ("morning", "afternoon", "evening")
Test = Callable[[SearchDocument], bool]


def ranking(documents: Sequence[SearchDocument], question: Question) -> list[UUID]:
    """The ids of all that is found, the best first."""
    wanted = question.wanted
    found = [each for each in documents if passes(each, question)]

    def place(each: SearchDocument) -> tuple[int, int, int, UUID]:
        points = sum(points_of(each, concept) for concept in question.concepts)
        far = round(metres(each, wanted)) if wanted.near else -1
        step = sum(far >= border for border in (500, 1_000, 2_000, 4_000, 8_000))
        guest = wanted.networks and each.network == CITY_WIDE and CITY_WIDE not in wanted.networks
        return -points, step, (30 if guest else 0) - each.fresh_day, each.offer

    return [each.offer for each in sorted(found, key=place)]


def passes(each: SearchDocument, question: Question, *, but: str | None = None) -> bool:
    if any(points_of(each, concept) == 0 for concept in question.concepts):
        return False
    return all(test(each) for name, test in tests(question.wanted) if name != but)


def tests(wanted: Wanted) -> Iterable[tuple[str, Test]]:
    if wanted.networks:
        yield "network", lambda each: each.network in (*wanted.networks, CITY_WIDE)
    if wanted.near:
        radius = wanted.near.radius_metres
        yield "near", lambda each: metres(each, wanted) <= radius
    if wanted.ages_months:
        yield "age", lambda each: any(reaches(each, age, age + 1) for age in wanted.ages_months)
    if wanted.phases:
        yield "phase", lambda each: any(in_phase(each, key) for key in wanted.phases)
    yield from tests_of_values(wanted)
    if wanted.weekdays or wanted.daytimes:
        yield "when", lambda each: comes(each, wanted.weekdays, wanted.daytimes)
    for flag in wanted.flags:
        yield flag.value, lambda each, flag=flag: has(each, flag)  # type: ignore[misc]  # mypy gives a default of a lambda no type


def tests_of_values(wanted: Wanted) -> Iterable[tuple[str, Test]]:
    chosen = {
        "theme": wanted.themes,
        "target_group": wanted.target_groups,
        "language": wanted.languages,
        "accessibility": wanted.accessibility,
    }
    for name, values in chosen.items():
        if values:
            yield name, lambda each, name=name, values=values: any((name, value) in each.values for value in values)  # type: ignore[misc]  # mypy gives a default of a lambda no type


def comes(each: SearchDocument, weekdays: Sequence[str], daytimes: Sequence[str]) -> bool:
    coming = [divmod(code, 4) for code, last in each.slots.items() if last >= DAY]
    return any(
        (not weekdays or WEEK[day] in weekdays) and (not daytimes or (time < 3 and DAYTIMES[time] in daytimes))
        for day, time in coming
    )


def has(each: SearchDocument, flag: Flag) -> bool:
    spans = list(zip(each.times[::2], each.times[1::2], strict=True))
    today = [span for span in spans if span[0] < DAY_MINUTES[1] and span[1] > DAY_MINUTES[0]]
    if flag is Flag.TODAY:
        return bool(today)
    if flag is Flag.OPEN_NOW:
        return any(start <= NOW.minute < end for start, end in today)
    return flag.value in each.flags


def reaches(each: SearchDocument, low: int | None, high: int | None) -> bool:
    begins = each.min_months is None or high is None or each.min_months < high
    return begins and (each.max_months is None or low is None or low < each.max_months)


def in_phase(each: SearchDocument, key: str) -> bool:
    return key in PHASES and reaches(each, PHASES[key].min_months, PHASES[key].max_months)


def metres(each: SearchDocument, wanted: Wanted) -> float:
    assert wanted.near
    at = wanted.near.point
    return min(
        (
            111_195 * hypot(north - at.latitude, (east - at.longitude) * cos(radians(at.latitude)))
            for north, east in each.points
        ),
        default=float("inf"),
    )


def points_of(each: SearchDocument, concept: Concept) -> int:
    same = any(all(surely(each, word) for word in term) for term in concept.synonyms)
    if len(concept.words) > 1:
        own = all(surely(each, word) or said(each, LOOKED[word].nearly) for word in concept.words)
        return 4 if own else 3 if same else 0
    hits = LOOKED[concept.words[0]]
    parts = bool(concept.parts) and all(surely(each, word) for word in concept.parts)
    rules = (
        (6, any(word in each.title_words for word in hits.exact)),
        (
            4,
            any(word in each.other_words for word in hits.exact)
            or any(word in each.title_words for word in hits.inside),
        ),
        (3, same or any(word in each.title_words for word in hits.nearly)),
        (2, parts or any(word in each.other_words for word in hits.inside)),
        (1, any(word in each.other_words for word in hits.nearly)),
    )
    return next((points for points, holds in rules if holds), 0)


def surely(each: SearchDocument, word: str) -> bool:
    return said(each, (*LOOKED[word].exact, *LOOKED[word].inside))


def said(each: SearchDocument, words: Iterable[str]) -> bool:
    return any(word in (*each.title_words, *each.other_words) for word in words)


def counts(documents: Sequence[SearchDocument], question: Question) -> dict[str, Counter[str]]:
    """What each value of each filter would find, the filter itself not being set."""
    wanted = question.wanted

    def passing(but: str) -> list[SearchDocument]:
        return [each for each in documents if passes(each, question, but=but)]

    valued = {
        name: Counter(value for each in passing(name) for key, value in each.values if key == name)
        for name in ("theme", "target_group", "language", "accessibility")
    }
    when = passing("when")
    return {
        **valued,
        "network": Counter(each.network for each in passing("network")),
        "phase": Counter(key for each in passing("phase") for key in PHASES if in_phase(each, key)),
        "weekday": Counter(day for each in when for day in WEEK if comes(each, (day,), wanted.daytimes)),
        "daytime": Counter(time for each in when for time in DAYTIMES if comes(each, wanted.weekdays, (time,))),
        "flag": Counter(flag.value for flag in Flag for each in passing(flag.value) if has(each, flag)),
    }
