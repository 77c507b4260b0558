"""What a comparison says: a score, a verdict, and each reason with its weight and in words that a person can check."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether two records mean the same organisation; `review` asks a person."""

    SAME = "same"
    REVIEW = "review"
    DIFFERENT = "different"


SAME_FROM = 0.6
REVIEW_FROM = 0.35


@dataclass(frozen=True)
class Reason:
    """One piece of evidence; `weight` is a logarithm of odds, positive for the same organisation, negative against."""

    about: str
    weight: float
    text: str


@dataclass(frozen=True)
class Evidence:
    """All that speaks for and against; `score` 0 to 1 is the odds of all reasons together."""

    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...]


def weigh(reasons: Iterable[Reason], *, before: float) -> Evidence:
    """Return the evidence of independent reasons; `before` are the odds when nothing is known."""
    found = tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))
    score = 1 / (1 + math.exp(-(before + sum(reason.weight for reason in found))))
    return Evidence(score=score, verdict=_verdict(score), reasons=found)


def _verdict(score: float) -> Verdict:
    if score >= SAME_FROM:
        return Verdict.SAME
    return Verdict.REVIEW if score >= REVIEW_FROM else Verdict.DIFFERENT
