"""Pairs of offers that are the same one or meet the same need, until somebody has decided about them."""

from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.contract import Contract
from shared.contracts.offers.prefix import PREFIX
from shared.contracts.vocabulary import Line, Slug


class DoubleStructureState(StrEnum):
    """Open until decided: to merge, to agree on cooperation, or fine as it is; gone when the offers changed."""

    OPEN = "open"
    TO_MERGE = "to_merge"
    TO_AGREE = "to_agree"
    FINE = "fine"
    GONE = "gone"


class DoubleStructureChanged(Contract):
    """A comparison found two offers, judged them anew, or a person decided about them."""

    name: ClassVar[str] = PREFIX + "double-structure-changed"

    id: UUID
    network: Slug
    one_offer: UUID
    other_offer: UUID
    verdict: Literal["same_offer", "same_need", "complementary"]
    proposal: Literal["merge", "agreement", "nothing"]
    score: float = Field(ge=0, le=1)
    reasons: tuple[Line, ...] = Field(default=(), max_length=20)
    state: DoubleStructureState
