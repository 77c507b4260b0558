"""A pair of partners that may be one, in the queue until a person has decided."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.registry.domain.duplicates.evidence import Reason, Verdict


class PairStatus(StrEnum):
    """A pair is decided once; what was decided is remembered, however alike the two become."""

    OPEN = "open"
    DIFFERENT = "different"
    MERGED = "merged"


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two partners, the smaller id first, with what speaks for and against; `cluster` joins pairs that hang together."""

    id: UUID
    one: UUID
    other: UUID
    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...]
    status: PairStatus = PairStatus.OPEN
    cluster: UUID | None = None
    decided_at: datetime | None = None


def in_order(left: UUID, right: UUID) -> tuple[UUID, UUID]:
    """Return the two ids as a pair has them."""
    return (left, right) if left < right else (right, left)
