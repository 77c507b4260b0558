"""What a comparison of two offers says: a verdict, what to do about it, and the reasons in words that a person can check."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What two offers are to each other."""

    SAME_OFFER = "same_offer"
    SAME_NEED = "same_need"
    COMPLEMENTARY = "complementary"


class Proposal(StrEnum):
    """What the verdict asks for."""

    MERGE = "merge"
    AGREEMENT = "agreement"
    NOTHING = "nothing"


PROPOSALS = {
    Verdict.SAME_OFFER: Proposal.MERGE,
    Verdict.SAME_NEED: Proposal.AGREEMENT,
    Verdict.COMPLEMENTARY: Proposal.NOTHING,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A piece of evidence; `weight` is a logarithm of odds for one and the same offer, negative against it."""

    about: str
    weight: float
    text: str


@dataclass(frozen=True)
class Judgement:
    """The verdict; `score` 0 to 1 is how surely both are one offer."""

    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...]

    @property
    def proposal(self) -> Proposal:
        """Return what to do."""
        return PROPOSALS[self.verdict]
