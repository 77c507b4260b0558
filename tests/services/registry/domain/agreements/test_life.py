"""Whatever is tried in whatever order, an agreement goes only where the table leads, and nothing of its past is lost."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.agreements.agreement import Agreement, EvaluationResult, Obligation
from services.registry.domain.agreements.life import BINDING, LIFE, AgreementState, Step, state_after
from services.registry.domain.agreements.refusals import NotAParty, StepRefused
from services.registry.domain.agreements.steps import (
    amended,
    due_for_review,
    ended,
    evaluated,
    fulfilled,
    put_into_force,
    renewed,
    signed,
    with_overdue,
)

KITA, SCHOOL, OWED = UUID(int=1), UUID(int=2), UUID(int=3)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()
STATE_BY_STEP = {
    "change": Step.CHANGE,
    "sign kita": Step.SIGN,
    "sign school": Step.SIGN,
    "enter": Step.ENTER_INTO_FORCE,
    "fulfil": Step.FULFIL,
    "come due": Step.COME_DUE,
    "evaluate": Step.EVALUATE,
    "renew": Step.RENEW,
    "end": Step.END,
}


def proposed(**said: object) -> Agreement:
    owed = Obligation(id=OWED, party=SCHOOL, text="Lädt ein", due_on=TODAY + timedelta(days=30))
    stands = {"id": UUID(int=9), "network": "eving", "title": "Übergang", "text": "", "parties": (KITA, SCHOOL)}
    return Agreement(**{"obligations": (owed,), **stands, **said})  # type: ignore[arg-type]  # a test's own words


def _changed(before: Agreement) -> Agreement:
    return amended(before, proposed(title=f"{before.title}!"))


def _evaluated(before: Agreement) -> Agreement:
    return evaluated(before, text="Gut.", result=EvaluationResult.ACHIEVED, on=TODAY)


STEPS: Mapping[str, Callable[[Agreement], Agreement]] = {
    "change": _changed,
    "sign kita": lambda before: signed(before, party=KITA, at=NOW),
    "sign school": lambda before: signed(before, party=SCHOOL, at=NOW),
    "enter": lambda before: put_into_force(before, today=TODAY),
    "fulfil": lambda before: fulfilled(before, obligation=OWED, on=TODAY, today=TODAY),
    "come due": due_for_review,
    "evaluate": _evaluated,
    "renew": lambda before: renewed(before, valid_from=None, valid_to=None, review_on=TODAY),
    "end": lambda before: ended(before, reason="Darum.", on=TODAY),
}


def tried(before: Agreement, name: str) -> Agreement | None:
    """The agreement after a step, None when it was refused."""
    try:
        return STEPS[name](before)
    except StepRefused:
        return None


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=40))
def test_no_order_of_steps_leads_where_the_table_does_not(names: list[str]) -> None:
    agreement = proposed()
    for name in names:
        after = tried(agreement, name)
        allowed = {LIFE[key] for key in LIFE if key[0] is agreement.state and key[1] in _words_of(name)}
        assert (after is None) == (not allowed)
        agreement, before = after or agreement, agreement
        assert agreement.state in {*allowed, before.state}
        assert agreement.evaluations[: len(before.evaluations)] == before.evaluations
        assert agreement.edition >= before.edition


def _words_of(name: str) -> set[Step]:
    step = STATE_BY_STEP[name]
    return {step, Step.SIGN_AS_LAST} if step is Step.SIGN else {step}


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=40))
def test_nothing_is_in_force_that_not_all_have_signed_in_this_edition(names: list[str]) -> None:
    agreement = proposed()
    for name in names:
        agreement = tried(agreement, name) or agreement
        is_beyond = agreement.state not in {AgreementState.PROPOSED, AgreementState.ENDED}
        assert not is_beyond or agreement.unsigned_parties == frozenset()
        assert {signature.edition for signature in agreement.signatures} <= {agreement.edition}


@pytest.mark.parametrize("state", AgreementState)
@pytest.mark.parametrize("step", Step)
def test_what_is_not_in_the_table_is_refused(state: AgreementState, step: Step) -> None:
    expected = LIFE.get((state, step))

    outcome: AgreementState | None
    try:
        outcome = state_after(state, step)
    except StepRefused:
        outcome = None

    assert outcome is expected


def test_an_ended_agreement_does_nothing_more() -> None:
    assert [step for state, step in LIFE if state is AgreementState.ENDED] == []


def test_every_state_is_reached_and_every_step_is_used() -> None:
    assert set(LIFE.values()) == set(AgreementState)
    assert {step for _, step in LIFE} == set(Step)
    assert {AgreementState.IN_FORCE, AgreementState.DUE_FOR_REVIEW, AgreementState.EVALUATED} == BINDING


def test_saying_the_same_again_is_no_new_edition() -> None:
    assert amended(proposed(), proposed()) == proposed()


def test_what_was_fulfilled_stays_fulfilled_in_a_new_edition() -> None:
    in_force = put_into_force(signed(signed(proposed(), party=KITA, at=NOW), party=SCHOOL, at=NOW), today=TODAY)
    reported = fulfilled(in_force, obligation=OWED, on=TODAY, today=TODAY)

    changed = amended(reported, proposed(title="Neu"))

    assert (changed.state, changed.obligations[0].fulfilled_on) == (AgreementState.PROPOSED, TODAY)


@given(st.integers(-400, 400))
def test_an_obligation_is_overdue_from_the_day_after_its_day(days_late: int) -> None:
    (owed,) = proposed().obligations

    marked = with_overdue(proposed(), today=owed.due_on + timedelta(days=days_late))

    assert marked.obligations[0].is_overdue is (days_late > 0)


def test_an_obligation_put_off_is_overdue_no_longer() -> None:
    late = with_overdue(proposed(), today=TODAY + timedelta(days=31))
    (owed,) = late.obligations
    later = Obligation(id=OWED, party=SCHOOL, text=owed.text, due_on=owed.due_on + timedelta(days=60))

    assert amended(late, proposed(obligations=(later,))).obligations == (later,)
    assert amended(late, proposed(title="Neu")).obligations[0].is_overdue


def test_only_parties_sign() -> None:
    with pytest.raises(NotAParty):
        signed(proposed(), party=UUID(int=7), at=NOW)


def test_an_agreement_is_valid_from_the_day_of_its_force_unless_it_says_otherwise() -> None:
    signed_by_all = signed(signed(proposed(), party=KITA, at=NOW), party=SCHOOL, at=NOW)

    assert put_into_force(signed_by_all, today=TODAY).valid_from == TODAY
    assert put_into_force(signed_by_all, today=date(2027, 1, 1)).valid_from == date(2027, 1, 1)
