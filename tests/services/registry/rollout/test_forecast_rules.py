"""When a network will go live, what makes it late, and what earlier quarters teach."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.rollout.alarm import AlarmKind, alarms
from shared.rollout_forecast import days_needed, forecast
from tests.services.registry.rollout.made_plans import (
    BEGIN,
    LATER,
    SET_UP,
    opened_as_planned,
    opened_up_to,
    plan,
)

WAITS = st.lists(st.integers(0, 200), min_size=7, max_size=7)
PLANNED_ON = date(2025, 7, 15)


@given(st.integers(0, 7))
def test_a_quarter_that_keeps_its_days_goes_live_as_planned(number: int) -> None:
    running = opened_as_planned(number)
    today = max([BEGIN, *(gate.opened_on for gate in running.gates if gate.opened_on is not None)])

    foreseen = forecast(running, today=today, needed={})

    assert (foreseen.goes_live_on, foreseen.delay_days, foreseen.cause) == (PLANNED_ON, 0, None)
    assert foreseen.is_certain is (number == 7)


@given(WAITS, st.integers(0, 2000))
def test_a_delay_is_the_distance_to_the_planned_day_and_has_a_cause_only_when_late(waits: list[int], age: int) -> None:
    running = opened_up_to(SET_UP[age % 7], waits)

    foreseen = forecast(running, today=BEGIN + timedelta(days=age), needed={})

    assert foreseen.planned_on == PLANNED_ON
    assert foreseen.goes_live_on - PLANNED_ON == timedelta(days=foreseen.delay_days)
    assert (foreseen.cause in SET_UP) is (foreseen.delay_days > 0)


def test_the_phase_that_lost_most_is_the_cause() -> None:
    running = opened_up_to("auftakt", [60, 200, 61])

    foreseen = forecast(running, today=BEGIN + timedelta(days=322), needed={})

    assert (foreseen.cause, foreseen.delay_days) == ("sozialraumanalyse", 139)


def test_waiting_delays_day_by_day_and_the_next_gate_is_the_cause() -> None:
    running = opened_as_planned(1)
    a_month_late = running.gate("sozialraumanalyse").planned_end
    assert a_month_late is not None

    foreseen = forecast(running, today=a_month_late + timedelta(days=30), needed={})

    assert (foreseen.delay_days, foreseen.cause) == (30, "sozialraumanalyse")


def test_what_earlier_quarters_needed_counts_more_than_the_template() -> None:
    earlier = [opened_up_to("verstetigung", [days, 60, 60, 60, 60, 180, 60]) for days in (30, 50, 500)]

    needed = days_needed(earlier)
    foreseen = forecast(plan(), today=BEGIN, needed=needed)

    assert needed["auftrag"] == 50
    assert foreseen.goes_live_on == BEGIN + timedelta(days=50 + 60 * 4 + 180 + 60)


def test_nothing_is_learnt_without_earlier_quarters() -> None:
    assert days_needed([]) == {}


def test_a_gate_is_due_two_weeks_before_its_day_and_overdue_after_it() -> None:
    day = plan().gates[0].planned_end
    assert day is not None
    kinds = {
        offset: [alarm.kind for alarm in alarms(plan(), today=day + timedelta(days=offset))]
        for offset in (-15, -14, 0, 1)
    }
    assert kinds == {-15: [], -14: [AlarmKind.DUE], 0: [AlarmKind.DUE], 1: [AlarmKind.OVERDUE]}


def test_an_open_gate_and_one_without_a_day_are_never_due() -> None:
    done = opened_up_to("verstetigung", [60] * 7)
    assert list(alarms(done, today=LATER)) == []
