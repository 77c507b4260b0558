"""A network goes through its statuses step by step, whatever is asked for."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.network import NEXT_STATUSES, NetworkStatus, refuse_skipped_status
from services.registry.domain.refusals import StatusNotReachable

STATUSES = st.sampled_from(NetworkStatus)


def lived(wishes: list[NetworkStatus]) -> list[NetworkStatus]:
    """The statuses that a network goes through when these are wished for one after the other."""
    life = [NetworkStatus.PLANNED]
    for wish in wishes:
        try:
            refuse_skipped_status(before=life[-1], after=wish)
        except StatusNotReachable:
            continue
        life.append(wish)
    return life


@given(st.lists(STATUSES, max_size=30))
def test_nobody_is_active_without_a_set_up_or_restarted_without_having_been_active(wishes: list[NetworkStatus]) -> None:
    order = list(dict.fromkeys(lived(wishes)))
    expected = [NetworkStatus.PLANNED, NetworkStatus.IN_SET_UP, NetworkStatus.ACTIVE]
    assert order[:3] == expected[: len(order[:3])]


@given(st.lists(STATUSES, max_size=30))
def test_a_network_that_left_its_planning_and_set_up_never_goes_back(wishes: list[NetworkStatus]) -> None:
    life = [status for status, _ in groupby(lived(wishes))]
    assert life.count(NetworkStatus.PLANNED) == 1
    assert life.count(NetworkStatus.IN_SET_UP) <= 1
    assert life.count(NetworkStatus.ACTIVE) <= 1


@given(STATUSES, STATUSES)
def test_a_refusal_names_the_steps_that_are_possible(before: NetworkStatus, after: NetworkStatus) -> None:
    is_possible = after in (before, *NEXT_STATUSES[before])
    assert refusal(before, after) == (None if is_possible else NEXT_STATUSES[before])


def refusal(before: NetworkStatus, after: NetworkStatus) -> tuple[str, ...] | None:
    try:
        refuse_skipped_status(before=before, after=after)
    except StatusNotReachable as refused:
        return refused.allowed
    return None


@pytest.mark.parametrize("status", NetworkStatus)
def test_every_status_has_a_next_one(status: NetworkStatus) -> None:
    assert NEXT_STATUSES[status]
