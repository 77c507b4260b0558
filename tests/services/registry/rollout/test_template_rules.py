"""The template: the standard's months, and what no template may say."""

from dataclasses import replace
from datetime import date

import pytest

from services.registry.domain.refusals import EndsBeforeStart, NamedTwice
from services.registry.domain.rollout.planning import adopted, begun
from services.registry.domain.rollout.refusals import PhasesOutOfOrder, TemplateOlder
from services.registry.domain.rollout.standard import STANDARD
from services.registry.domain.rollout.template import RolloutTemplate, differences
from tests.services.registry.rollout.made_plans import BEGIN, opened_up_to, plan

AUFTRAG, ANALYSE, *REST = STANDARD.phases


def test_the_standard_has_the_eight_phases_and_ends_the_set_up_after_12_to_18_months() -> None:
    labels = [phase.label for phase in STANDARD.phases]
    last = max((phase for phase in STANDARD.phases if phase.to_month), key=lambda phase: phase.to_month or 0)
    assert labels == [
        "Auftrag",
        "Sozialraumanalyse",
        "Auftakt",
        "Steuerungsgruppe",
        "Leitbild und Vereinbarungen",
        "Maßnahmen",
        "Verstetigung",
        "Wirkungskontrolle",
    ]
    assert (last.from_month, last.to_month) == (12, 18)


def test_a_template_names_each_phase_once() -> None:
    with pytest.raises(NamedTwice):
        RolloutTemplate(phases=(AUFTRAG, AUFTRAG))


def test_a_phase_ends_after_its_beginning() -> None:
    with pytest.raises(EndsBeforeStart):
        RolloutTemplate(phases=(replace(AUFTRAG, from_month=2, to_month=2),))


def test_ends_of_phases_do_not_go_back_and_endless_ones_come_last() -> None:
    assert RolloutTemplate(phases=(AUFTRAG, ANALYSE, REST[-1])).phases[1] == ANALYSE
    with pytest.raises(PhasesOutOfOrder):
        RolloutTemplate(phases=(ANALYSE, AUFTRAG))
    with pytest.raises(PhasesOutOfOrder):
        RolloutTemplate(phases=(AUFTRAG, REST[-1], ANALYSE))
    with pytest.raises(PhasesOutOfOrder):
        RolloutTemplate(phases=(REST[-1],))
    with pytest.raises(PhasesOutOfOrder):
        RolloutTemplate(phases=())


def test_a_difference_names_what_changed_came_and_went() -> None:
    longer = replace(AUFTRAG, to_month=3)
    newer = RolloutTemplate(version=2, phases=(longer, replace(ANALYSE, key="erhebung"), *REST))

    changes = [(change.phase, change.before, change.after) for change in differences(STANDARD, newer)]

    assert changes == [
        ("auftrag", AUFTRAG, longer),
        ("erhebung", None, replace(ANALYSE, key="erhebung")),
        ("sozialraumanalyse", ANALYSE, None),
    ]


def test_an_adopted_template_plans_anew_and_keeps_what_is_open() -> None:
    running = opened_up_to("auftrag", [30])
    newer = RolloutTemplate(version=1, phases=(AUFTRAG, replace(ANALYSE, to_month=5), *REST))

    stands = adopted(running, newer, followed=STANDARD)

    assert stands.template_version == 1
    assert stands.gate("auftrag") == running.gate("auftrag")
    assert (stands.gate("sozialraumanalyse").planned_end, stands.gate("sozialraumanalyse").is_open) == (
        date(2024, 6, 15),
        False,
    )


def test_days_that_were_agreed_on_stay_when_a_template_is_adopted() -> None:
    agreed = {"sozialraumanalyse": date(2024, 5, 2), "wirkungskontrolle": date(2027, 1, 4)}
    running = begun("eving", STANDARD, started_on=BEGIN, planned_ends=agreed)
    newer = RolloutTemplate(version=1, phases=(replace(AUFTRAG, to_month=3), ANALYSE, *REST))

    stands = adopted(running, newer, followed=STANDARD)

    ends = {gate.phase: gate.planned_end for gate in stands.gates}
    assert (ends["auftrag"], {phase: ends[phase] for phase in agreed}) == (date(2024, 4, 15), agreed)


def test_an_agreed_day_of_a_phase_that_went_goes_with_it() -> None:
    running = begun("eving", STANDARD, started_on=BEGIN, planned_ends={"sozialraumanalyse": date(2024, 5, 2)})

    stands = adopted(running, RolloutTemplate(version=1, phases=(AUFTRAG, *REST)), followed=STANDARD)

    assert [gate.phase for gate in stands.gates] == [AUFTRAG.key, *(phase.key for phase in REST)]


def test_a_template_between_whose_days_an_agreed_one_no_longer_fits_is_not_adopted() -> None:
    running = begun("eving", STANDARD, started_on=BEGIN, planned_ends={"auftrag": date(2024, 1, 20)})
    late = begun("eving", STANDARD, started_on=BEGIN, planned_ends={"sozialraumanalyse": date(2024, 4, 1)})
    newer = RolloutTemplate(version=1, phases=(replace(AUFTRAG, to_month=3), ANALYSE, *REST))

    assert adopted(running, newer, followed=STANDARD).gate("auftrag").planned_end == date(2024, 1, 20)
    with pytest.raises(EndsBeforeStart):
        adopted(late, newer, followed=STANDARD)


def test_an_older_template_or_the_same_is_not_adopted() -> None:
    running = begun("eving", replace(STANDARD, version=2), started_on=BEGIN)
    with pytest.raises(TemplateOlder):
        adopted(running, replace(STANDARD, version=1), followed=STANDARD)
    with pytest.raises(TemplateOlder):
        adopted(running, replace(STANDARD, version=2), followed=STANDARD)


def test_planned_days_are_those_of_the_month_or_its_last() -> None:
    ends = {gate.phase: gate.planned_end for gate in plan(started_on=date(2025, 12, 31)).gates}

    assert (ends["auftrag"], ends["verstetigung"], ends["wirkungskontrolle"]) == (
        date(2026, 2, 28),
        date(2027, 6, 30),
        None,
    )
