"""Searches that found nothing, as the gap view is told of them: words without order, from five times on, in round figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.offers.domain.search.question import Question

SMALLEST_CELL = 5
# Figures stand still between these, so that nobody can watch a neighbour's search being counted.
STEPS = (5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
MOST_WORDS = 4
LONGEST_WORD = 30
MOST_NETWORKS = 3


@dataclass(frozen=True, order=True)
class Missed:
    """What was looked for in vain, in one quarter or (None) anywhere."""

    network: str | None
    words: str


def missed_by(question: Question) -> tuple[Missed, ...]:
    """Return what a question that found nothing is counted as; words with digits (numbers of houses, of telephones) never are."""
    words = sorted({word for concept in question.concepts for word in concept.words if _is_counted(word)})
    networks: Iterable[str | None] = question.wanted.networks or (None,)
    if not words or len(words) > MOST_WORDS or len(question.wanted.networks) > MOST_NETWORKS:
        return ()
    return tuple(Missed(network, " ".join(words)) for network in networks)


def _is_counted(word: str) -> bool:
    return word.isalpha() and len(word) <= LONGEST_WORD


def steps_reached(times: int) -> int:
    """Return how many of the steps a sum has reached; none below five."""
    return sum(times >= step for step in STEPS)


def coarse(times: int) -> int:
    """Return the highest step that a sum has reached; 0 below five, which nobody is told."""
    reached = steps_reached(times)
    return STEPS[reached - 1] if reached else 0
