"""Ends before their starts are refused, whatever the numbers."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.area import Area, AreaKind
from services.registry.domain.grant import Grant, Role
from services.registry.domain.life_phase import Ages
from services.registry.domain.membership import Membership
from services.registry.domain.network import Network, NetworkStatus
from services.registry.domain.refusals import EndsBeforeStart, NamedTwice

YEARS = st.integers(1900, 2200)
GAPS = st.integers(1, 300)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
START = datetime(2026, 1, 1, tzinfo=UTC)


def area(valid_from: int, valid_to: int | None) -> Area:
    kind = AreaKind.AKTIONSRAUM
    return Area(id="hafen", label="Hafen", kind=kind, district="Nord", valid_from=valid_from, valid_to=valid_to)


def network(**said: object) -> Network:
    stands = {"id": "eving", "label": "Eving", "short_label": "Eving", "status": NetworkStatus.ACTIVE, "areas": ("a",)}
    return Network(**{**stands, **said})  # type: ignore[arg-type]  # a test's own words


def membership(joined_on: date | None, left_on: date | None) -> Membership:
    return Membership(network="eving", partner=UUID(int=1), role="Mitglied", joined_on=joined_on, left_on=left_on)


def grant(valid_until: datetime | None) -> Grant:
    return Grant(id=UUID(int=1), account="0" * 32, role=Role.OFFICE, valid_from=START, valid_until=valid_until)


@given(YEARS, GAPS)
def test_an_area_leaves_the_list_no_earlier_than_it_came(year: int, gap: int) -> None:
    assert area(year, year).valid_to == year
    assert area(year, year + gap).valid_to == year + gap
    with pytest.raises(EndsBeforeStart):
        area(year, year - gap)


@given(st.integers(-9, 300), GAPS)
def test_ages_are_half_open_so_equal_bounds_hold_nobody(least: int, gap: int) -> None:
    assert Ages(least, least + gap).max_months == least + gap
    with pytest.raises(EndsBeforeStart):
        Ages(least, least)
    with pytest.raises(EndsBeforeStart):
        Ages(least, least - gap)


@given(DAYS, GAPS)
def test_nobody_leaves_a_network_before_joining_it(day: date, gap: int) -> None:
    assert membership(day, day).left_on == day
    assert membership(None, day).left_on == day
    with pytest.raises(EndsBeforeStart) as refused:
        membership(day, day - timedelta(days=gap))
    assert refused.value.field == "left_on"


@given(DAYS, GAPS)
def test_no_network_restarts_before_its_start(day: date, gap: int) -> None:
    assert network(since=day, restarted=day).restarted == day
    with pytest.raises(EndsBeforeStart):
        network(since=day, restarted=day - timedelta(days=gap))


@given(st.integers(1, 10**9))
def test_a_grant_ends_after_it_begins(seconds: int) -> None:
    assert grant(START + timedelta(seconds=seconds)).valid_until is not None
    with pytest.raises(EndsBeforeStart):
        grant(START)
    with pytest.raises(EndsBeforeStart):
        grant(START - timedelta(seconds=seconds))


def test_an_area_is_named_once_in_a_network() -> None:
    assert network(areas=("a", "b")).areas == ("a", "b")
    with pytest.raises(NamedTwice):
        network(areas=("a", "b", "a"))
