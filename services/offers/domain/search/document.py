"""What one published offer is found by; it is made from the offer alone and kept beside it."""

from dataclasses import dataclass
from uuid import UUID

from services.offers.domain.search.when import Slots

# Another number means that documents are made anew: raise it whenever an offer is to be found by something else.
DERIVATION = 2
VALUED = ("theme", "target_group", "language", "accessibility")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """Words in compared spelling; `values` by the names of the filters; `times` are minutes, start and end in turn."""

    offer: UUID
    network: str
    version: int
    title: str
    title_words: tuple[str, ...]
    other_words: tuple[str, ...]
    min_months: int | None
    max_months: int | None
    values: tuple[tuple[str, str], ...]
    flags: tuple[str, ...]
    points: tuple[tuple[float, float], ...]
    slots: Slots
    times: tuple[int, ...]
    fresh_day: int
