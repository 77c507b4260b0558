"""How many offers each value of each filter would find; a filter's own values are counted as if it were not set."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.offers.domain.ages import Ages
from services.offers.domain.search.document import VALUED
from services.offers.domain.search.segment import Bits, Segment
from services.offers.domain.search.wanted import Flag, Wanted
from services.offers.domain.search.when import DAYTIMES, WEEKDAYS

WHEN = "when"
Phases = Mapping[str, Ages]
Counts = dict[str, Counter[str]]


@dataclass(frozen=True)
class Now:
    """The minute in which is asked, the local day it lies in, and the minutes that bound the day."""

    minute: int
    day: int
    day_minutes: tuple[int, int]


@dataclass(frozen=True)
class Passed:
    """The offers of a quarter that have the words, and for each filter that is set those that pass it."""

    matching: Bits
    by_filter: Mapping[str, Bits]

    def without(self, name: str | None = None) -> Bits:
        """Return the offers that pass all filters but one."""
        bits = self.matching
        for each, passing in self.by_filter.items():
            if each != name:
                bits &= passing
        return bits


def filtered(segment: Segment, wanted: Wanted, *, matching: Bits, phases: Phases, now: Now) -> Passed:
    """Return what each filter that is set lets through in a quarter."""
    return Passed(matching, dict(_filters(segment, wanted, phases, now)))


def _filters(segment: Segment, wanted: Wanted, phases: Phases, now: Now) -> Iterator[tuple[str, Bits]]:
    if wanted.near is not None:
        yield "near", segment.within(wanted.near)
    if wanted.ages_months:
        yield "age", segment.of_ages(wanted.ages_months)
    if wanted.phases:
        yield "phase", _of_phases(segment, wanted.phases, phases)
    if wanted.weekdays or wanted.daytimes:
        yield WHEN, segment.at(wanted.weekdays, wanted.daytimes)
    for name, chosen in zip(VALUED, _chosen(wanted), strict=True):
        if chosen:
            yield name, _any_of(segment.values[name], chosen)
    for flag in wanted.flags:
        yield flag.value, flag_bits(segment, flag, now)


def _any_of(values: Mapping[str, Bits], chosen: Sequence[str]) -> Bits:
    bits = 0
    for value in chosen:
        bits |= values.get(value, 0)
    return bits


def _chosen(wanted: Wanted) -> tuple[Sequence[str], ...]:
    return wanted.themes, wanted.target_groups, wanted.languages, wanted.accessibility


def _of_phases(segment: Segment, keys: Sequence[str], phases: Phases) -> Bits:
    bits = 0
    for key in keys:
        if (ages := phases.get(key)) is not None:
            bits |= segment.of_interval(ages.min_months, ages.max_months)
    return bits


def flag_bits(segment: Segment, flag: Flag, now: Now) -> Bits:
    """Return the offers that have a flag now."""
    if flag is Flag.TODAY:
        return segment.today()
    if flag is Flag.OPEN_NOW:
        return segment.open_at(now.minute)
    return segment.flags.get(flag.value, 0)


def count(counts: Counts, segment: Segment, passed: Passed, *, wanted: Wanted, phases: Phases, now: Now) -> None:
    """Add a quarter's numbers to the counts."""
    everything = passed.without()

    def base(name: str) -> Bits:
        return passed.without(name) if name in passed.by_filter else everything

    for name in VALUED:
        _add(counts[name], segment.values[name], base(name))
    _add(
        counts["phase"],
        {key: segment.of_interval(ages.min_months, ages.max_months) for key, ages in phases.items()},
        base("phase"),
    )
    when = base(WHEN)
    if when:
        _add(counts["weekday"], {day: segment.at((day,), wanted.daytimes) for day in WEEKDAYS}, when)
        _add(counts["daytime"], {each: segment.at(wanted.weekdays, (each,)) for each in DAYTIMES}, when)
    for flag in Flag:
        _add(counts["flag"], {flag.value: flag_bits(segment, flag, now)}, base(flag.value))


def _add(counter: Counter[str], values: Mapping[str, Bits], among: Bits) -> None:
    if not among:
        return
    for value, bits in values.items():
        if number := (bits & among).bit_count():
            counter[str(value)] += number
