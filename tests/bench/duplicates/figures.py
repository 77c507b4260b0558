"""How well duplicates among partners are found, on labelled pairs whose houses no weight was chosen by."""

from collections.abc import Iterator

from services.registry.domain.duplicates.evidence import Verdict
from tests.bench.duplicates.by_hand import pairs_by_hand
from tests.bench.duplicates.english import english_pairs
from tests.bench.duplicates.german import german_pairs
from tests.bench.duplicates.labelled import judge
from tests.bench.figure import Figure

FLOOR = 0.9
BY_HAND = {"german": "deutsche", "english": "englische"}
SETS = {"deutsche": german_pairs, "englische": english_pairs}


def duplicate_figures() -> Iterator[Figure]:
    """Yield precision, recall and F1 of what the queue shows, and F1 of what is taken for the same without asking."""
    for language, pairs_of in SETS.items():
        _, held_out = pairs_of()
        shown, sure = judge(held_out), judge(held_out, found=lambda verdict: verdict is Verdict.SAME)
        name = f"Dubletten, {language} Paare"
        yield _share(f"{name}, Präzision", shown.precision)
        yield _share(f"{name}, Ausbeute", shown.recall)
        yield _share(f"{name}, F1", shown.f1)
        yield _share(f"{name}, F1 ohne Rückfrage", sure.f1)

    for language, label in BY_HAND.items():
        judged = judge(pairs_by_hand(language))
        yield _share(f"Dubletten, {label} Paare von Hand, Präzision", judged.precision)
        yield _share(f"Dubletten, {label} Paare von Hand, Ausbeute", judged.recall)
        yield _share(f"Dubletten, {label} Paare von Hand, F1", judged.f1)


def _share(name: str, value: float) -> Figure:
    return Figure(name=name, unit="Anteil", value=value, target=FLOOR, at_least=True)
