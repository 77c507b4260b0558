"""Ages in months: half-open, counted by the calendar of Dortmund, and the same whichever way one asks."""

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
    insist_on_plausible_birth_month,
)

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
    insist_on_plausible_birth_month(born, on=day)


@pytest.mark.parametrize(("age", "is_meant"), [(11, False), (12, True), (23, True), (24, False)])
def test_an_interval_has_its_first_month_but_not_its_last(age: int, is_meant: bool) -> None:
    assert Ages(12, 24).contains(age) is is_meant


@given(intervals(), intervals())
def test_intervals_overlap_when_some_age_is_in_both(one: Ages, other: Ages) -> None:
    shared = any(one.contains(age) and other.contains(age) for age in range(-10, 303))
    assert one.overlaps(other) is other.overlaps(one) is shared


def test_a_subscription_by_birth_month_moves_along_by_itself() -> None:
    wish = Interest(networks=frozenset({"hoerde"}), birth_month=date(2026, 1, 1))
    toddlers = offer(Ages(12, 24))
    assert [wish.wants(toddlers, on=day) for day in (TODAY, date(2027, 1, 1), date(2028, 1, 1))] == [False, True, False]


@pytest.mark.parametrize(
    "wish",
    [
        Interest(networks=frozenset({"eving"})),
        Interest(networks=frozenset({"hoerde"}), themes=frozenset({"musik"})),
        Interest(networks=frozenset({"hoerde"}), languages=frozenset({"tr"})),
        Interest(networks=frozenset({"hoerde"}), ages=Ages(24, None)),
    ],
    ids=["another quarter", "another theme", "another language", "another age"],
)
def test_what_differs_on_one_side_is_not_wanted(wish: Interest) -> None:
    everything = Interest(networks=frozenset({"hoerde", "eving"}))
    assert everything.wants(offer(Ages(0, 24)), on=TODAY)
    assert not wish.wants(offer(Ages(0, 24)), on=TODAY)


@pytest.mark.parametrize("born", [date(2027, 9, 1), date(2008, 11, 1)])
def test_a_birth_month_beyond_pregnancy_or_childhood_is_implausible(born: date) -> None:
    with pytest.raises(ImplausibleBirthMonth):
        insist_on_plausible_birth_month(born, on=TODAY)
