"""Labelled pairs of records, cut into two halves: weights are chosen by the one, judged by the other."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from services.registry.domain.duplicates.comparison import compare
from services.registry.domain.duplicates.evidence import Verdict
from services.registry.domain.duplicates.record import Record


@dataclass(frozen=True)
class Labelled:
    """Two records, whether they mean the same, and by which rule they were made."""

    left: Record
    right: Record
    is_same: bool
    rule: str


@dataclass(frozen=True)
class Judged:
    """How well the verdicts agree with the labels; what a person is asked about is counted as found, as the queue shows it."""

    precision: float
    recall: float
    wrong: tuple[Labelled, ...]
    asked: int
    pairs: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision else 0.0


def judge(pairs: Sequence[Labelled], *, found: Callable[[Verdict], bool] | None = None) -> Judged:
    """Return the agreement; `found` says which verdicts count as the same, by default those a person is shown."""
    counts = found or (lambda verdict: verdict is not Verdict.DIFFERENT)
    verdicts = [compare(pair.left, pair.right).verdict for pair in pairs]
    said = [counts(verdict) for verdict in verdicts]
    hits = sum(yes and pair.is_same for yes, pair in zip(said, pairs, strict=True))
    return Judged(
        precision=hits / max(1, sum(said)),
        recall=hits / max(1, sum(pair.is_same for pair in pairs)),
        wrong=tuple(pair for yes, pair in zip(said, pairs, strict=True) if yes != pair.is_same),
        asked=sum(verdict is Verdict.REVIEW for verdict in verdicts),
        pairs=len(pairs),
    )


def halves(houses: Iterable[Record], random: Random) -> tuple[list[Record], list[Record]]:
    """Return two halves of the houses, so that no house is in both."""
    shuffled = sorted(houses, key=lambda house: (house.name, house.street or ""))
    random.shuffle(shuffled)
    middle = len(shuffled) // 2
    return shuffled[:middle], shuffled[middle:]


def names(text: str) -> list[str]:
    """Return the names in a text; a name of several words is written with underscores."""
    return [name.replace("_", " ") for name in text.split()]


def mistyped(text: str, random: Random) -> str:
    """Return the text with one typing error inside a longer word (Damerau 1964)."""
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) >= 6 and word.isalpha()]
    if not long:
        return text
    place = random.choice(long)
    words[place] = _slip(words[place], random)
    return " ".join(words)


def _slip(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 2)
    return random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + random.choice("aeinrst") + word[at + 1 :],
        )
    )
