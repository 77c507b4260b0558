"""How well double structures are told, on pairs that no weight was chosen by."""

import pytest

from tests.bench.double_structures.figures import double_structure_figures


@pytest.mark.parametrize("measured", ["F1", "drei Urteile richtig"])
def test_pairs_that_no_weight_was_chosen_by_are_told_well(measured: str) -> None:
    figures = [figure for figure in double_structure_figures() if figure.name.endswith(measured)]
    assert [figure.ok for figure in figures] == [True, True]
