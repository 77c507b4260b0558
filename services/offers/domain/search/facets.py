"""How many offers each value of each filter would find; a filter's own values are counted as if it were not set."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.offers.domain.ages import Ages
from services.offers.domain.search.bits import Bits, Shelf
from services.offers.domain.search.document import VALUED
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
    """The offers that have the words, and for each filter that is set those that pass it."""

    matching: Bits
    by_filter: Mapping[str, Bits]

    def without(self, name: str | None = None) -> Bits:
        """Return the offers that pass all filters but one."""
        bits = self.matching
        for each, passing in self.by_filter.items():
            if each != name:
                bits &= passing
        return bits

    def each(self, of: Callable[[Bits], Bits]) -> "Passed":
        """Return a part of all bitmaps."""
        return Passed(of(self.matching), {name: of(bits) for name, bits in self.by_filter.items()})


def filtered(shelf: Shelf, wanted: Wanted, *, matching: Bits, phases: Phases, now: Now) -> Passed:
    """Return what each filter that is set lets through."""
    return Passed(matching, dict(_filters(shelf, wanted, phases, now)))


def _filters(shelf: Shelf, wanted: Wanted, phases: Phases, now: Now) -> Iterator[tuple[str, Bits]]:
    if wanted.near is not None:
        yield "near", shelf.within(wanted.near)
    if wanted.ages_months:
        yield "age", shelf.of_ages(wanted.ages_months)
    if wanted.phases:
        yield "phase", _of_phases(shelf, wanted.phases, phases)
    if wanted.weekdays or wanted.daytimes:
        yield WHEN, shelf.at(wanted.weekdays, wanted.daytimes)
    for name, chosen in zip(VALUED, _chosen(wanted), strict=True):
        if chosen:
            yield name, _any_of(shelf.valued(name), chosen)
    for flag in wanted.flags:
        yield flag.value, flag_bits(shelf, flag, now)


def _any_of(values: Mapping[str, Bits], chosen: Sequence[str]) -> Bits:
    bits = 0
    for value in chosen:
        bits |= values.get(value, 0)
    return bits


def _chosen(wanted: Wanted) -> tuple[Sequence[str], ...]:
    return wanted.themes, wanted.target_groups, wanted.languages, wanted.accessibility


def _of_phases(shelf: Shelf, keys: Sequence[str], phases: Phases) -> Bits:
    bits = 0
    for key in keys:
        if (ages := phases.get(key)) is not None:
            bits |= shelf.of_interval(ages.min_months, ages.max_months)
    return bits


def flag_bits(shelf: Shelf, flag: Flag, now: Now) -> Bits:
    """Return the offers that have a flag now."""
    if flag is Flag.TODAY:
        return shelf.today()
    if flag is Flag.OPEN_NOW:
        return shelf.open_at(now.minute)
    return shelf.flagged(flag.value)


def count(counts: Counts, shelf: Shelf, passed: Passed, *, wanted: Wanted, phases: Phases, now: Now) -> None:
    """Add the numbers of these offers to the counts."""
    everything = passed.without()

    def base(name: str) -> Bits:
        return passed.without(name) if name in passed.by_filter else everything

    for name in VALUED:
        _add(counts[name], shelf.valued(name), base(name))
    _add(
        counts["phase"],
        {key: shelf.of_interval(ages.min_months, ages.max_months) for key, ages in phases.items()},
        base("phase"),
    )
    when = base(WHEN)
    if when:
        _add(counts["weekday"], {day: shelf.at((day,), wanted.daytimes) for day in WEEKDAYS}, when)
        _add(counts["daytime"], {each: shelf.at(wanted.weekdays, (each,)) for each in DAYTIMES}, when)
    for flag in Flag:
        _add(counts["flag"], {flag.value: flag_bits(shelf, flag, now)}, base(flag.value))


def _add(counter: Counter[str], values: Mapping[str, Bits], among: Bits) -> None:
    if not among:
        return
    for value, bits in values.items():
        if number := (bits & among).bit_count():
            counter[str(value)] += number
