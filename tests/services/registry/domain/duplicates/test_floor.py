"""How well duplicates are told, on the half of the labelled pairs that no weight was chosen by."""

from collections.abc import Callable

import pytest

from services.registry.domain.duplicates.evidence import Verdict
from tests.bench.duplicates.by_hand import pairs_by_hand
from tests.bench.duplicates.english import english_pairs
from tests.bench.duplicates.figures import FLOOR
from tests.bench.duplicates.german import german_pairs
from tests.bench.duplicates.labelled import Labelled, judge

PairsOf = Callable[[], tuple[list[Labelled], list[Labelled]]]
each_set = pytest.mark.parametrize("pairs_of", [german_pairs, english_pairs])


@each_set
def test_houses_that_no_weight_was_chosen_by_are_told_well(pairs_of: PairsOf) -> None:
    _, held_out = pairs_of()
    judged = judge(held_out)
    assert (judged.f1 >= FLOOR, judged.precision >= FLOOR, judged.recall >= FLOOR) == (True, True, True)


@each_set
def test_what_is_taken_for_the_same_without_asking_is_told_well_too(pairs_of: PairsOf) -> None:
    _, held_out = pairs_of()
    assert judge(held_out, found=lambda verdict: verdict is Verdict.SAME).f1 >= FLOOR


@pytest.mark.parametrize("language", ["german", "english"])
def test_houses_as_lists_and_letterheads_really_name_them_are_told_well(language: str) -> None:
    pairs = pairs_by_hand(language)
    shown, sure = judge(pairs), judge(pairs, found=lambda verdict: verdict is Verdict.SAME)
    assert (shown.f1 >= FLOOR, sure.f1 >= FLOOR) == (True, True)


@each_set
def test_a_person_is_asked_about_few_pairs_only(pairs_of: PairsOf) -> None:
    _, held_out = pairs_of()
    judged = judge(held_out)
    assert judged.asked <= judged.pairs * 0.1


@each_set
def test_no_house_is_in_both_halves(pairs_of: PairsOf) -> None:
    tuning, held_out = pairs_of()
    assert {pair.left for pair in tuning} & {pair.left for pair in held_out} == set()
