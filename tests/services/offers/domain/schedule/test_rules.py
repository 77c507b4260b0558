"""Recurrence rules against a second, independent implementation (python-dateutil), and rules that are refused."""

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, takewhile
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from services.offers.domain.content_refusals import (
    CourseWithoutDates,
    HoursReversed,
    RuleNeverHappens,
    RuleNotUnderstood,
    SignUpReversed,
    TimeWithZone,
    TooManyRules,
)
from services.offers.domain.occurrence import Occurrence
from services.offers.domain.refusals import DateOutOfRange
from services.offers.domain.schedule.recurrence import Recurrence
from services.offers.domain.schedule.rule import read_rule
from services.offers.domain.schedule.rule_days import days_of
from services.offers.domain.schedule.schedule import MOST_OCCURRENCES, Course, Schedule
from services.offers.domain.schedule.school_holidays import HOLIDAYS, is_school_holiday
from shared.calendar_day import BERLIN
from tests.services.offers.domain.schedule.each_day import looked_at

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TEN, ELEVEN = time(10), time(11)
weekdays = st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True).map(",".join)
ordinals = st.lists(
    st.tuples(st.sampled_from(("1", "2", "-1", "5", "")), st.sampled_from(DAYS)).map("".join),
    min_size=1,
    max_size=3,
    unique=True,
).map(",".join)
month_days = st.lists(st.sampled_from((1, 13, 28, 29, 30, 31, -1, -2)), min_size=1, max_size=3, unique=True).map(
    lambda days: ",".join(map(str, days))
)
months = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True).map(lambda found: ",".join(map(str, found)))
positions = st.lists(st.sampled_from((1, 2, -1)), min_size=1, max_size=2, unique=True).map(
    lambda found: ",".join(map(str, found))
)
ends = st.one_of(
    st.just(""),
    st.integers(1, 40).map(lambda count: f";COUNT={count}"),
    st.dates(date(2026, 1, 1), date(2031, 1, 1)).map(lambda day: f";UNTIL={day:%Y%m%d}"),
    st.dates(date(2026, 1, 1), date(2031, 1, 1)).map(lambda day: f";UNTIL={day:%Y%m%d}T100000"),
)


def part(name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A part of a rule, or nothing."""
    return st.one_of(st.just(""), values.map(f";{name}={{}}".format))


def parts(*choices: tuple[str, st.SearchStrategy[str]]) -> st.SearchStrategy[str]:
    """Rules with some of these parts."""
    return st.tuples(*(part(name, values) for name, values in choices)).map("".join)


def monthly(frequency: str) -> st.SearchStrategy[str]:
    by_day = st.tuples(ordinals, st.one_of(st.just(""), positions.map(lambda at: f";BYSETPOS={at}"))).map(
        lambda found: f";BYDAY={found[0]}{found[1]}"
    )
    by_month_day = st.tuples(month_days, st.one_of(st.just(""), weekdays.map(lambda days: f";BYDAY={days}"))).map(
        lambda found: f";BYMONTHDAY={found[0]}{found[1]}"
    )
    chosen = st.one_of(st.just(""), by_day, by_month_day)
    return st.tuples(chosen, parts(("BYMONTH", months))).map(lambda found: f"FREQ={frequency}{found[0]}{found[1]}")


frequencies = st.one_of(
    parts(("BYDAY", weekdays), ("BYMONTHDAY", month_days), ("BYMONTH", months)).map("FREQ=DAILY{}".format),
    parts(("BYDAY", weekdays), ("BYMONTH", months), ("WKST", st.sampled_from(DAYS))).map("FREQ=WEEKLY{}".format),
    monthly("MONTHLY"),
    monthly("YEARLY"),
)
rules = st.tuples(frequencies, st.integers(1, 5), ends).map(lambda found: f"{found[0]};INTERVAL={found[1]}{found[2]}")
first_days = st.dates(date(2024, 1, 1), date(2029, 12, 31))


def bounded(rule: str, until: date) -> str:
    """The rule with an end, if it has none; UNTIL of a day means the day's end with us, for the library it must be said."""
    if "COUNT" in rule:
        return rule
    name, _, value = rule.partition(";UNTIL=")
    return f"{name};UNTIL={(value or f'{until:%Y%m%d}')[:8]}T235959"


def second_opinion(rule: str, first_day: date, until: date) -> list[date]:
    """The days as the library finds them, which knows nothing of our code."""
    found = rrulestr(rule, dtstart=datetime.combine(first_day, TEN))
    return list(takewhile(lambda day: day <= until, (each.date() for each in found)))


def surely_comes(rule: str) -> bool:
    """Whether the rule has a date every few years: the library looks for others up to the year 9999."""
    return "BYMONTH=" not in rule and "BYSETPOS=2;" not in rule


def is_read_alike(rule: str) -> bool:
    """Whether the days of a month are all counted ("the second Monday") or none: the library finds nothing in a mixture."""
    found = re.search(r"BYDAY=([^;]*)", rule)
    return found is None or len({day in DAYS for day in found[1].split(",")}) == 1


@given(rules.filter(surely_comes).filter(is_read_alike), first_days)
def test_a_rule_has_the_days_that_the_library_finds(rule: str, first_day: date) -> None:
    until = first_day + timedelta(days=3 * 366)
    said = bounded(rule, until)
    assert list(days_of(read_rule(said), first_day, starts_at=TEN, until=until)) == second_opinion(
        said, first_day, until
    )


@given(rules.filter(lambda rule: "COUNT" not in rule and "UNTIL" not in rule), first_days)
def test_a_rule_has_the_days_that_a_look_at_each_day_finds(rule: str, first_day: date) -> None:
    until = first_day + timedelta(days=3 * 366)
    assert list(days_of(read_rule(rule), first_day, starts_at=TEN, until=until)) == looked_at(rule, first_day, until)


@given(rules, first_days)
def test_a_later_last_day_only_adds_days(rule: str, first_day: date) -> None:
    read, middle, end = read_rule(rule), first_day + timedelta(days=200), first_day + timedelta(days=500)
    some = list(days_of(read, first_day, starts_at=TEN, until=middle))
    more = list(days_of(read, first_day, starts_at=TEN, until=end))
    assert more[: len(some)] == some
    assert all(day > middle for day in more[len(some) :])


@given(st.dates(date(2026, 1, 1), date(2035, 12, 31)), st.integers(0, 23), st.sampled_from((0, 15, 30)))
def test_an_hour_is_dortmunds_hour_in_summer_and_winter(day: date, hour: int, minute: int) -> None:
    at = time(hour, minute)
    (found,) = Recurrence(first_day=day, starts_at=at, ends_at=time(hour, minute + 14)).occurrences(
        since=datetime(2025, 1, 1, tzinfo=UTC), until=datetime(2037, 1, 1, tzinfo=UTC)
    )
    shown = found.starts_at.astimezone(BERLIN).replace(tzinfo=None)
    assert shown - datetime.combine(day, at) in {timedelta(0), timedelta(hours=1)}
    assert shown == datetime.combine(day, at) or (day.month, hour) == (3, 2)
    assert found.ends_at - found.starts_at == timedelta(minutes=14)


def test_an_hour_that_the_clock_skips_is_an_hour_later() -> None:
    (found,) = dates_of(Recurrence(first_day=date(2027, 3, 28), starts_at=time(2, 30), ends_at=time(3, 30)))
    assert found.starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_the_first() -> None:
    (found,) = dates_of(Recurrence(first_day=date(2027, 10, 31), starts_at=time(2, 30), ends_at=time(2, 45)))
    assert found.starts_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_the_leap_day_of_a_yearly_offer_comes_every_four_years() -> None:
    born = Recurrence(first_day=date(2024, 2, 29), starts_at=TEN, ends_at=ELEVEN, rule="FREQ=YEARLY")
    assert born.days(until=date(2033, 1, 1)) == [date(2024, 2, 29), date(2028, 2, 29), date(2032, 2, 29)]


def weekly(**said: Any) -> Recurrence:
    about = {"first_day": date(2027, 3, 2), "starts_at": TEN, "ends_at": ELEVEN, "rule": "FREQ=WEEKLY;BYDAY=TU"}
    return Recurrence(**{**about, **said})


def dates_of(recurrence: Recurrence) -> list[Occurrence]:
    return list(recurrence.occurrences(since=datetime(2027, 1, 1, tzinfo=UTC), until=datetime(2028, 1, 1, tzinfo=UTC)))


def test_what_falls_out_and_what_comes_beside_is_respected() -> None:
    rule = weekly(without=(date(2027, 3, 9),), additionally=(date(2027, 3, 11),))
    assert rule.days(until=date(2027, 3, 16)) == [date(2027, 3, 2), date(2027, 3, 11), date(2027, 3, 16)]


def test_an_offer_pauses_in_the_school_holidays() -> None:
    found = weekly(pauses_in_school_holidays=True).days(until=date(2027, 4, 13))
    assert found == [date(2027, 3, 2), date(2027, 3, 9), date(2027, 3, 16), date(2027, 4, 6), date(2027, 4, 13)]


def test_a_date_beside_the_rule_takes_place_in_the_holidays_too() -> None:
    found = weekly(pauses_in_school_holidays=True, additionally=(date(2027, 3, 24),)).days(until=date(2027, 4, 1))
    assert date(2027, 3, 24) in found


def test_the_holidays_are_in_order_and_do_not_touch() -> None:
    assert all(first <= last for first, last in HOLIDAYS)
    assert all(before[1] < after[0] for before, after in pairwise(HOLIDAYS))
    assert is_school_holiday(date(2026, 7, 20))
    assert not is_school_holiday(date(2026, 9, 2))


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        ("FREQ=SECONDLY", "FREQ"),
        ("FREQ=HOURLY;INTERVAL=1", "FREQ"),
        ("", "RRULE"),
        ("BYDAY=TU", "FREQ"),
        ("FREQ=DAILY;COUNT=100000", "COUNT"),
        ("FREQ=DAILY;COUNT=0", "COUNT"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "COUNT"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("FREQ=DAILY;INTERVAL=99999", "INTERVAL"),
        ("FREQ=DAILY;UNTIL=20271301", "UNTIL"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY"),
        ("FREQ=WEEKLY;BYDAY=1TU", "BYDAY"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTH=13", "BYMONTH"),
        ("FREQ=DAILY;BYHOUR=1,2,3", "BYHOUR"),
        ("FREQ=DAILY;BYSETPOS=1", "BYSETPOS"),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ"),
        ("FREQ=WEEKLY;WKST=XX", "WKST"),
        ("X-FOO=1", "X-FOO"),
        ("FREQ=DAILY;BYMONTHDAY=" + ",".join(["1"] * 200), "RRULE"),
    ],
)
def test_a_rule_that_can_not_be_used_is_refused_with_the_part_that_is_wrong(rule: str, part: str) -> None:
    with pytest.raises(RuleNotUnderstood) as refused:
        read_rule(rule)
    assert refused.value.part == part


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"])
def test_a_rule_without_any_date_is_refused_at_once(rule: str) -> None:
    with pytest.raises(RuleNeverHappens):
        weekly(rule=rule)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"ends_at": TEN}, HoursReversed),
        ({"starts_at": time(10, tzinfo=UTC)}, TimeWithZone),
        ({"first_day": date(1999, 1, 1)}, DateOutOfRange),
        ({"additionally": (date(2300, 1, 1),)}, DateOutOfRange),
    ],
)
def test_a_recurrence_that_makes_no_sense_is_refused(said: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        weekly(**said)


def test_a_course_needs_dates_and_a_sign_up_that_ends_after_its_beginning() -> None:
    with pytest.raises(CourseWithoutDates):
        Course(label="Babymassage")
    with pytest.raises(SignUpReversed):
        Course(
            label="Babymassage",
            sign_up_from=date(2027, 2, 1),
            sign_up_until=date(2027, 1, 1),
            recurrences=(weekly(),),
        )


def test_a_course_takes_sign_ups_on_both_ends_of_its_period() -> None:
    course = Course(
        label="Babymassage", sign_up_from=date(2027, 1, 1), sign_up_until=date(2027, 1, 31), recurrences=(weekly(),)
    )
    taken = [day for day in (31, 1, 15, 31) if course.takes_sign_ups(date(2027, 1, day))]
    assert taken == [31, 1, 15, 31]
    assert not course.takes_sign_ups(date(2027, 2, 1))


def test_a_schedule_never_has_more_dates_than_a_list_shows_and_each_once() -> None:
    daily = weekly(rule="FREQ=DAILY")
    schedule = Schedule(recurrences=(daily, daily))
    found = schedule.occurrences(since=datetime(2027, 1, 1, tzinfo=UTC), until=datetime(2032, 1, 1, tzinfo=UTC))
    assert len(found) == MOST_OCCURRENCES
    assert len(set(found)) == MOST_OCCURRENCES


def test_a_schedule_with_too_many_rules_is_refused() -> None:
    with pytest.raises(TooManyRules):
        Schedule(recurrences=(weekly(),) * 21)
