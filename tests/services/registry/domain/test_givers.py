"""Wishes stand still between round numbers, and a giver takes only the steps that there are."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.wishes.giver import (
    NEXT_STATES,
    Gift,
    Giver,
    GiverKind,
    GiverNotReachable,
    GiverState,
    MatchedPhaseUnclear,
    refuse_leap,
)
from services.registry.domain.wishes.matches import matches
from services.registry.domain.wishes.wish import STEPS, Theme, WishFigure, coarse, steps_reached

STATES = st.sampled_from(GiverState)


def giver(state: GiverState = GiverState.OPEN, *, phases: tuple[str, ...] = (), theme: Theme = Theme.LESEN) -> Giver:
    matched = "p0_2" if state is GiverState.MATCHED else None
    return Giver(
        id=uuid4(),
        network="hoerde",
        kind=GiverKind.VOLUNTEER,
        gift=Gift.TIME,
        theme=theme,
        phases=phases,
        state=state,
        matched_phase=matched,
    )


@given(st.integers(min_value=0, max_value=10**6))
def test_a_round_figure_is_never_more_than_the_count_nor_below_five(count: int) -> None:
    told = coarse(count)
    assert (told is None) == (count < 5)
    assert told is None or 5 <= told <= count


@given(st.integers(min_value=0, max_value=10**6))
def test_one_more_wish_shows_only_at_a_step(count: int) -> None:
    assert (coarse(count) != coarse(count + 1)) == (count + 1 in STEPS)
    assert steps_reached(count) <= steps_reached(count + 1)


def is_refused(here: GiverState, wanted: GiverState) -> bool:
    try:
        refuse_leap(before=giver(here), after=giver(wanted))
    except GiverNotReachable:
        return True
    return False


@given(STATES, STATES)
def test_only_the_steps_of_the_table_are_taken(here: GiverState, wanted: GiverState) -> None:
    assert is_refused(here, wanted) == (wanted is not here and wanted not in NEXT_STATES[here])


@given(STATES.filter(lambda state: state is not GiverState.CLOSED))
def test_what_is_closed_stays_closed(wanted: GiverState) -> None:
    assert is_refused(GiverState.CLOSED, wanted)


@given(STATES.filter(lambda state: state is not GiverState.OPEN))
def test_a_new_giver_may_begin_with_one_step(wanted: GiverState) -> None:
    refuse_leap(before=None, after=giver(wanted))


def test_a_matched_giver_names_a_phase_that_it_gives_for() -> None:
    with pytest.raises(MatchedPhaseUnclear):
        giver(GiverState.MATCHED, phases=("p4_6",))


def test_a_hole_meets_the_givers_of_its_theme_and_phase() -> None:
    for_all, for_babies, for_others = giver(), giver(phases=("p0_2",)), giver(phases=("p4_6",))
    other_theme = giver(theme=Theme.BERATUNG)
    wish = WishFigure(network="hoerde", phase="p0_2", theme=Theme.LESEN, at_least=10)

    (match,) = matches([wish], [for_all, for_babies, for_others, other_theme])

    assert match.givers == (for_all, for_babies)
