"""The state machines of circles, and chains of decisions that have no branches, whatever is tried."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.circles import decision as decisions
from services.registry.domain.circles import meeting as meetings
from services.registry.domain.circles.decision import Decision, DecisionStatus, refuse_change, revised
from services.registry.domain.circles.meeting import Meeting, MeetingStatus, refuse_step
from services.registry.domain.refusals import DecisionIsOver, DecisionStands, StepNotPossible
from services.registry.storage.circles.decisions import in_order

CIRCLE = UUID(int=1)
FIRST = Decision(id=UUID(int=2), circle=CIRCLE, number="1", decided_on=date(2026, 1, 1), label="Eins", text="So.")


def meeting(status: MeetingStatus) -> Meeting:
    begin, end = datetime(2026, 1, 1, 9, tzinfo=UTC), datetime(2026, 1, 1, 10, tzinfo=UTC)
    return Meeting(id=CIRCLE, circle=CIRCLE, label="Runde", starts_at=begin, ends_at=end, status=status)


def is_refused(before: Meeting | None, after: Meeting) -> bool:
    try:
        refuse_step(before, after)
    except StepNotPossible:
        return True
    return False


@given(st.lists(st.sampled_from(MeetingStatus), min_size=1, max_size=10))
def test_no_way_leads_back_from_a_meeting_that_was_held(wanted: list[MeetingStatus]) -> None:
    stands: Meeting | None = None
    history: list[MeetingStatus] = []
    for status in wanted:
        after = meeting(status)
        allowed = status in meetings.STEPS[None if stands is None else stands.status]
        assert is_refused(stands, after) is not allowed
        stands = after if allowed else stands
        history += [status] if allowed else []

    held = history.index(MeetingStatus.HELD) if MeetingStatus.HELD in history else len(history)
    assert set(history[held:]) <= {MeetingStatus.HELD}


@pytest.mark.parametrize("status", DecisionStatus)
def test_only_a_decision_in_force_is_revised(status: DecisionStatus) -> None:
    outcomes = {
        DecisionStatus.IN_FORCE: None,
        DecisionStatus.REVISED: DecisionIsOver,
        DecisionStatus.LIFTED: DecisionIsOver,
    }

    assert outcome_of(replace(FIRST, status=status)) is outcomes[status]


def outcome_of(decision: Decision) -> type[Exception] | None:
    try:
        assert revised(decision).status is DecisionStatus.REVISED
    except DecisionIsOver as refusal:
        return type(refusal)
    return None


def test_nobody_makes_a_decision_a_revised_one_by_hand() -> None:
    with pytest.raises(StepNotPossible):
        refuse_change(FIRST, replace(FIRST, status=DecisionStatus.REVISED))
    with pytest.raises(DecisionStands):
        refuse_change(FIRST, replace(FIRST, number="2"))
    refuse_change(FIRST, replace(FIRST, status=DecisionStatus.LIFTED, version=5))
    assert set(decisions.STEPS) == {None, *DecisionStatus}


@given(st.permutations(range(6)))
def test_a_chain_is_shown_from_the_first_to_the_last_however_it_is_read(order: list[int]) -> None:
    chain = [
        replace(FIRST, id=UUID(int=10 + n), number=str(n), revises=UUID(int=9 + n) if n else None) for n in range(6)
    ]

    assert [each.number for each in in_order([chain[n] for n in order])] == ["0", "1", "2", "3", "4", "5"]
