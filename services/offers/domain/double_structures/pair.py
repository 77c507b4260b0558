"""Two offers that a comparison found, and what was decided about them; a decision is remembered and not asked for again."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.offers.domain.double_structures.judgement import PROPOSALS, Proposal, Verdict
from services.offers.domain.refusals import OfferRefusal


class PairState(StrEnum):
    """Open until a person has decided; gone where the offers have changed so that nothing is left to decide."""

    OPEN = "open"
    TO_MERGE = "to_merge"
    TO_AGREE = "to_agree"
    FINE = "fine"
    GONE = "gone"


DECISIONS = {
    Proposal.MERGE: PairState.TO_MERGE,
    Proposal.AGREEMENT: PairState.TO_AGREE,
    Proposal.NOTHING: PairState.FINE,
}


class PairIsDecided(OfferRefusal):
    """Somebody has decided about the two already, or nothing is left to decide."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two offers, the smaller id first, in the network of the first."""

    id: UUID
    version: int = 1
    network: str
    one: UUID
    other: UUID
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    state: PairState = PairState.OPEN
    decided_at: datetime | None = None

    @property
    def proposal(self) -> Proposal:
        """Return what the verdict asks for."""
        return PROPOSALS[self.verdict]

    def judged(self, verdict: Verdict, *, score: float, reasons: tuple[str, ...]) -> "Pair":
        """Return the pair after another comparison, itself if it says the same; what was decided stays decided."""
        decided = self.state not in {PairState.OPEN, PairState.GONE}
        state = self.state if decided else _state(verdict)
        if decided or (verdict, reasons, state) == (self.verdict, self.reasons, self.state):
            return self
        return replace(self, verdict=verdict, score=score, reasons=reasons, state=state, version=self.version + 1)

    def decided(self, decision: Proposal, *, at: datetime) -> "Pair":
        """Return the pair with what a person decided; raises PairIsDecided."""
        if self.state is not PairState.OPEN:
            raise PairIsDecided
        return replace(self, state=DECISIONS[decision], decided_at=at, version=self.version + 1)


def _state(verdict: Verdict) -> PairState:
    return PairState.GONE if verdict is Verdict.COMPLEMENTARY else PairState.OPEN


def in_order(left: UUID, right: UUID) -> tuple[UUID, UUID]:
    """Return two ids as a pair has them."""
    return (left, right) if left < right else (right, left)
