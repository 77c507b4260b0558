"""Quality gates open in order, on evidence, confirmed by somebody, whatever is tried."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.refusals import EndsBeforeStart, RegistryRefusal
from services.registry.domain.rollout.gates import Opening, closed_again, opened
from services.registry.domain.rollout.plan import Evidence, RolloutPlan
from services.registry.domain.rollout.refusals import (
    DayYetToCome,
    EarlierGatesClosed,
    GateIsClosed,
    GateIsOpen,
    LaterGateOpen,
    NotAPhase,
)
from tests.services.registry.rollout.made_plans import BEGIN, LATER, PHASES, opened_up_to, opening, plan

TODAY = BEGIN + timedelta(days=600)
TRIES = st.tuples(st.sampled_from(PHASES), st.integers(-30, 700), st.booleans())


def said(opened_on: date, dated: date) -> Opening:
    return Opening(opened_on=opened_on, evidence=Evidence(title="Protokoll", dated=dated), confirmed_by="0" * 32)


def after(stands: RolloutPlan, attempt: tuple[str, int, bool]) -> RolloutPlan:
    """The plan after an attempt to open a gate, or to close it; unchanged where that was refused."""
    phase, days, opens = attempt
    try:
        if opens:
            return opened(stands, phase, opening(BEGIN + timedelta(days=days)), today=TODAY)
        return closed_again(stands, phase, reason="Der Beschluss wurde aufgehoben")
    except RegistryRefusal:
        return stands


@given(st.lists(TRIES, max_size=60))
def test_whatever_is_tried_open_gates_are_the_first_ones_with_evidence_and_confirmation(
    attempts: list[tuple[str, int, bool]],
) -> None:
    stands = plan()

    for attempt in attempts:
        stands = after(stands, attempt)

    is_open = [gate.is_open for gate in stands.gates]
    days = [gate.opened_on for gate in stands.gates if gate.opened_on is not None]
    assert is_open == sorted(is_open, reverse=True)
    assert days == sorted(days)
    assert all(BEGIN <= day <= TODAY for day in days)
    assert [gate.is_open for gate in stands.gates] == [gate.evidence is not None for gate in stands.gates]
    assert [gate.is_open for gate in stands.gates] == [gate.confirmed_by is not None for gate in stands.gates]


def test_a_gate_waits_for_those_in_front_of_it() -> None:
    with pytest.raises(EarlierGatesClosed) as refused:
        opened(plan(), "auftakt", opening(BEGIN), today=TODAY)
    assert refused.value.names == ("Auftrag", "Sozialraumanalyse")


def test_an_open_gate_is_not_opened_again() -> None:
    with pytest.raises(GateIsOpen):
        opened(opened_up_to("auftrag", [10]), "auftrag", opening(BEGIN + timedelta(days=20)), today=TODAY)


def test_a_gate_is_closed_again_only_while_no_later_one_is_open() -> None:
    two_open = opened_up_to("sozialraumanalyse", [10, 20])
    with pytest.raises(LaterGateOpen) as refused:
        closed_again(two_open, "auftrag", reason="Irrtum")
    with pytest.raises(GateIsClosed):
        closed_again(two_open, "auftakt", reason="Irrtum")

    closed = closed_again(two_open, "sozialraumanalyse", reason="Der Bericht wird überarbeitet").gates[1]

    assert refused.value.name == "Sozialraumanalyse"
    assert (closed.is_open, closed.evidence, closed.confirmed_by, closed.closed_because) == (
        False,
        None,
        None,
        "Der Bericht wird überarbeitet",
    )


def test_a_gate_opens_on_a_day_that_has_come_and_not_before_its_evidence() -> None:
    tomorrow = TODAY + timedelta(days=1)

    with pytest.raises(DayYetToCome):
        opened(plan(), "auftrag", said(tomorrow, TODAY), today=TODAY)
    with pytest.raises(DayYetToCome):
        opened(plan(), "auftrag", said(TODAY, tomorrow), today=TODAY)
    with pytest.raises(EndsBeforeStart):
        opened(plan(), "auftrag", said(BEGIN, TODAY), today=TODAY)
    with pytest.raises(EndsBeforeStart):
        opened(plan(), "auftrag", said(BEGIN - timedelta(days=1), BEGIN - timedelta(days=2)), today=TODAY)

    assert opened(plan(), "auftrag", said(TODAY, BEGIN), today=TODAY).gates[0].is_open


def test_a_phase_that_the_plan_does_not_have_has_no_gate() -> None:
    with pytest.raises(NotAPhase):
        opened(plan(), "erfunden", opening(LATER), today=LATER)
