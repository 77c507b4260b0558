"""Whatever is tried in whatever order, a project goes only where the table leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.projects.life import AHEAD, LIFE, ProjectState, refuse_leap
from services.registry.domain.projects.refusals import ProjectCannotBecome

CHAIN = [ProjectState.IDEA, ProjectState.PLANNED, ProjectState.RUNNING]
LAST = {ProjectState.ENDED, ProjectState.MADE_PERMANENT}


def reached(state: ProjectState, wanted: ProjectState) -> ProjectState:
    """The state after it was tried to become another."""
    try:
        refuse_leap(state, wanted)
    except ProjectCannotBecome:
        return state
    return wanted


@given(st.lists(st.sampled_from(ProjectState), max_size=30))
def test_a_project_goes_through_the_chain_and_back_never(tries: list[ProjectState]) -> None:
    passed = [ProjectState.IDEA]
    for wanted in tries:
        passed.append(reached(passed[-1], wanted))
    stages = list(dict.fromkeys(passed))
    assert stages == [*CHAIN, *LAST][: len(stages)] or set(stages[:3]) == set(CHAIN)
    assert stages[:3] == CHAIN[: len(stages[:3])]
    assert len(stages) <= 4
    assert set(stages[3:]) <= LAST


def test_the_refusal_names_what_is_possible() -> None:
    with pytest.raises(ProjectCannotBecome) as refused:
        refuse_leap(ProjectState.IDEA, ProjectState.MADE_PERMANENT)
    assert refused.value.allowed == ("planned",)


def test_what_has_ended_lies_not_ahead() -> None:
    assert set(LIFE) - AHEAD == LAST
