"""How well double structures are found, on labelled pairs of kinds that no weight was chosen by."""

from collections import Counter
from collections.abc import Iterator, Sequence

from services.offers.domain.double_structures.comparison import compare
from services.offers.domain.double_structures.judgement import Verdict
from tests.bench.double_structures.by_hand import pairs_by_hand
from tests.bench.double_structures.pairs import Labelled, labelled_pairs
from tests.bench.figure import Figure

LEAST_SAME, LEAST_ACCURACY = 0.9, 0.85


def double_structure_figures() -> Iterator[Figure]:
    """Yield precision, recall and F1 of "the same offer", and how many of the three verdicts are right."""
    yield from _figures("Doppelstrukturen", labelled_pairs()[1])
    yield from _figures("Doppelstrukturen, Paare von Hand", pairs_by_hand())


def _figures(name: str, pairs: Sequence[Labelled]) -> Iterator[Figure]:
    told = [(pair.verdict, compare(pair.left, pair.right).verdict) for pair in pairs]
    counted = Counter((said is Verdict.SAME_OFFER, found is Verdict.SAME_OFFER) for said, found in told)
    right, wrong, missed = counted[True, True], counted[False, True], counted[True, False]
    yield _share(f"{name}, Präzision", right / max(1, right + wrong), LEAST_SAME)
    yield _share(f"{name}, Ausbeute", right / max(1, right + missed), LEAST_SAME)
    yield _share(f"{name}, F1", 2 * right / max(1, 2 * right + wrong + missed), LEAST_SAME)
    accurate = sum(said is found for said, found in told) / len(told)
    yield _share(f"{name}, drei Urteile richtig", accurate, LEAST_ACCURACY)


def by_rule(pairs: Sequence[Labelled]) -> dict[str, tuple[int, int]]:
    """Return for each rule how many pairs are judged rightly, and how many there are; for choosing weights."""
    right, all_pairs = Counter[str](), Counter[str]()
    for pair in pairs:
        all_pairs[pair.rule] += 1
        right[pair.rule] += compare(pair.left, pair.right).verdict is pair.verdict
    return {rule: (right[rule], number) for rule, number in all_pairs.items()}


def _share(name: str, value: float, target: float) -> Figure:
    return Figure(name=name, unit="Anteil", value=value, target=target, at_least=True)
