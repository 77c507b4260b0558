"""Ages in months: half-open, counted by the calendar of Dortmund, and the same whichever way one asks."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.domain.calendar import age_in_months, berlin_day
from services.notifications.domain.interest import (
    Ages,
    Described,
    ImplausibleBirthMonth,
    Interest,
    birth_months_of,
    insist_on_plausible_birth_months,
)
from services.notifications.domain.place import Circle, Point
from shared.calendar_day import months_later

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
BOUNDS = st.none() | st.integers(-9, 300)
TODAY = date(2026, 11, 22)


@st.composite
def intervals(draw: st.DrawFn) -> Ages:
    least, most = draw(BOUNDS), draw(BOUNDS)
    if least is not None and most is not None:
        least, most = min(least, most), max(least, most) + 1
    return Ages(least, most)


def offer(ages: Ages) -> Described:
    return Described(network="hoerde", ages=ages, themes=frozenset({"sprache"}), languages=frozenset({"de"}))


def test_the_day_is_dortmunds_and_not_greenwichs() -> None:
    assert berlin_day(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert berlin_day(datetime(2026, 12, 31, 22, 30, tzinfo=UTC)) == date(2026, 12, 31)
    assert berlin_day(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2027, 1, 1)


@given(DAYS, st.integers(-9, 215))
def test_an_age_grows_by_one_with_each_month(day: date, months: int) -> None:
    begun = day.year * 12 + day.month - 1 - months
    born = date(begun // 12, begun % 12 + 1, 1)
    assert age_in_months(born, day) == months
    insist_on_plausible_birth_months([born], on=day)


@pytest.mark.parametrize(("age", "is_meant"), [(11, False), (12, True), (23, True), (24, False)])
def test_an_interval_has_its_first_month_but_not_its_last(age: int, is_meant: bool) -> None:
    assert Ages(12, 24).contains(age) is is_meant


@given(intervals(), intervals())
def test_intervals_overlap_when_some_age_is_in_both(one: Ages, other: Ages) -> None:
    shared = any(one.contains(age) and other.contains(age) for age in range(-10, 303))
    assert one.overlaps(other) is other.overlaps(one) is shared


def test_a_subscription_by_birth_month_moves_along_by_itself() -> None:
    wish = Interest(networks=frozenset({"hoerde"}), birth_months=frozenset({date(2026, 1, 1)}))
    toddlers = offer(Ages(12, 24))
    days = (date(2026, 10, 31), date(2027, 1, 1), date(2028, 1, 1))
    assert [wish.wants(toddlers, on=day) for day in days] == [False, True, False]


def test_a_child_who_turns_twelve_months_next_month_hears_of_an_offer_from_twelve_and_one_of_thirty_does_not() -> None:
    soon_twelve, thirty = date(2025, 12, 1), date(2024, 5, 1)
    toddlers = offer(Ages(12, 24))
    wishes = [
        Interest(networks=frozenset({"hoerde"}), birth_months=frozenset({born})) for born in (soon_twelve, thirty)
    ]
    assert [wish.wants(toddlers, on=TODAY) for wish in wishes] == [True, False]


@given(DAYS, intervals(), st.integers(-9, 215))
def test_birth_months_of_an_age_are_those_of_the_children_who_are_of_it_or_will_be(
    day: date, ages: Ages, months: int
) -> None:
    born = months_later(day.replace(day=1), -months)
    earliest, latest = birth_months_of(ages, on=day)
    assert (earliest <= born <= latest) is ages.contains_soon(months)


def test_the_child_for_whom_an_offer_is_right_now_is_the_reason_before_one_for_whom_it_will_be() -> None:
    toddler, baby = date(2025, 8, 1), date(2026, 1, 1)
    family = Interest(networks=frozenset({"hoerde"}), birth_months=frozenset({toddler, baby}))
    assert family.fitting_child(Ages(12, 24), on=TODAY) == toddler
    assert family.fitting_child(Ages(0, 12), on=TODAY) == baby
    assert family.fitting_child(Ages(24, 36), on=TODAY) is None


def test_an_offer_of_another_quarter_is_heard_of_where_one_of_its_places_is_in_the_circle() -> None:
    around_the_market = Circle(Point(51.4871, 7.5056), 1_500)
    wish = Interest(networks=frozenset({"eving"}), circle=around_the_market)
    near, far = Point(51.4949, 7.5056), Point(51.5100, 7.5056)
    assert wish.wants(replace(offer(Ages()), points=(far, near)), on=TODAY)
    assert not wish.wants(replace(offer(Ages()), points=(far,)), on=TODAY)
    assert not wish.wants(offer(Ages()), on=TODAY)


def test_days_are_compared_where_an_offer_tells_them() -> None:
    saturdays = Interest(networks=frozenset({"hoerde"}), weekdays=frozenset({6}))
    days: tuple[set[int], ...] = ({6, 7}, {1}, set())
    told = [replace(offer(Ages()), weekdays=frozenset(some)) for some in days]
    assert [saturdays.wants(one, on=TODAY) for one in told] == [True, False, True]


@pytest.mark.parametrize(
    "wish",
    [
        Interest(networks=frozenset({"eving"})),
        Interest(networks=frozenset({"hoerde"}), themes=frozenset({"musik"})),
        Interest(networks=frozenset({"hoerde"}), target_groups=frozenset({"vaeter"})),
        Interest(networks=frozenset({"hoerde"}), languages=frozenset({"tr"})),
        Interest(networks=frozenset({"hoerde"}), ages=Ages(24, None)),
    ],
    ids=["another quarter", "another theme", "another target group", "another language", "another age"],
)
def test_what_differs_on_one_side_is_not_wanted(wish: Interest) -> None:
    everything = Interest(networks=frozenset({"hoerde", "eving"}))
    assert everything.wants(offer(Ages(0, 24)), on=TODAY)
    assert not wish.wants(offer(Ages(0, 24)), on=TODAY)


@pytest.mark.parametrize("born", [date(2027, 9, 1), date(2008, 11, 1)])
def test_a_birth_month_beyond_pregnancy_or_childhood_is_implausible(born: date) -> None:
    with pytest.raises(ImplausibleBirthMonth):
        insist_on_plausible_birth_months([born], on=TODAY)
