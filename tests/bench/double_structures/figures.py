"""How well double structures are found, on labelled pairs of kinds that no weight was chosen by."""

from collections import Counter
from collections.abc import Iterator, Sequence

from services.offers.domain.double_structures.comparison import compare
from services.offers.domain.double_structures.judgement import Verdict
from tests.bench.double_structures.pairs import Labelled, labelled_pairs
from tests.bench.figure import Figure

LEAST_SAME, LEAST_ACCURACY = 0.9, 0.85


def double_structure_figures() -> Iterator[Figure]:
    """Yield precision, recall and F1 of "the same offer", and how many of the three verdicts are right."""
    _, held_out = labelled_pairs()
    told = [(pair.verdict, compare(pair.left, pair.right).verdict) for pair in held_out]
    counted = Counter((said is Verdict.SAME_OFFER, found is Verdict.SAME_OFFER) for said, found in told)
    right, wrong, missed = counted[True, True], counted[False, True], counted[True, False]
    yield _share("Präzision", right / max(1, right + wrong), LEAST_SAME)
    yield _share("Ausbeute", right / max(1, right + missed), LEAST_SAME)
    yield _share("F1", 2 * right / max(1, 2 * right + wrong + missed), LEAST_SAME)
    accurate = sum(said is found for said, found in told) / len(told)
    yield _share("drei Urteile richtig", accurate, LEAST_ACCURACY)


def by_rule(pairs: Sequence[Labelled]) -> dict[str, tuple[int, int]]:
    """Return for each rule how many pairs are judged rightly, and how many there are; for choosing weights."""
    right, all_pairs = Counter[str](), Counter[str]()
    for pair in pairs:
        all_pairs[pair.rule] += 1
        right[pair.rule] += compare(pair.left, pair.right).verdict is pair.verdict
    return {rule: (right[rule], number) for rule, number in all_pairs.items()}


def _share(name: str, value: float, target: float) -> Figure:
    return Figure(name=f"Doppelstrukturen, {name}", unit="Anteil", value=value, target=target, at_least=True)
