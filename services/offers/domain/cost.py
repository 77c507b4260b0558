"""What taking part in an offer costs, in cents."""

from dataclasses import dataclass
from enum import StrEnum

from services.offers.domain.content_refusals import CostIncomplete


class CostKind(StrEnum):
    """How a price is told."""

    FREE = "free"
    AMOUNT = "amount"
    RANGE = "range"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Cost:
    """Nothing, an amount, a range from less to more, or as a text says; raises CostIncomplete."""

    kind: CostKind
    from_cents: int | None = None
    to_cents: int | None = None
    explanation: str | None = None

    def __post_init__(self) -> None:
        if not self._is_whole():
            raise CostIncomplete

    def _is_whole(self) -> bool:
        least, most = self.from_cents, self.to_cents
        match self.kind:
            case CostKind.FREE:
                return least is None and most is None
            case CostKind.AMOUNT:
                return least is not None and least > 0 and most is None
            case CostKind.RANGE:
                return least is not None and most is not None and least < most
            case CostKind.TEXT:
                return least is None and most is None and bool(self.explanation)

    @property
    def cents(self) -> int | None:
        """Return the price where it is one amount."""
        return 0 if self.kind is CostKind.FREE else self.from_cents if self.kind is CostKind.AMOUNT else None

    @property
    def is_free(self) -> bool:
        """Tell whether nobody pays."""
        return self.kind is CostKind.FREE


FREE = Cost(CostKind.FREE)


def cost_of_cents(cents: int | None) -> Cost | None:
    """Return the full form of a price in cents; None is unknown."""
    if cents is None:
        return None
    return FREE if cents == 0 else Cost(CostKind.AMOUNT, from_cents=cents)
