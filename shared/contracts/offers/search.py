"""What the search tells: words that mean the same, and what was looked for in vain."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from shared.contracts.contract import Contract
from shared.contracts.offers.prefix import PREFIX
from shared.contracts.vocabulary import Line, Slug

SMALLEST_CELL = 5
MOST_TERMS = 20
Terms = Annotated[tuple[Line, ...], Field(min_length=2, max_length=MOST_TERMS)]


class SynonymsDefined(Contract):
    """These terms mean the same to the search."""

    name: ClassVar[str] = PREFIX + "synonyms-defined"

    id: UUID
    terms: Terms


class SynonymsRemoved(Contract):
    """A group of terms is no more."""

    name: ClassVar[str] = PREFIX + "synonyms-removed"

    id: UUID


class SearchWithoutHit(Contract):
    """So often at least these words were looked for in vain; told when a round number is reached. No network: anywhere."""

    name: ClassVar[str] = PREFIX + "search-without-hit"

    id: UUID
    network: Slug | None = None
    words: Annotated[str, StringConstraints(min_length=1, max_length=130, pattern=r"^\w+( \w+){0,3}$")]
    at_least: int = Field(ge=SMALLEST_CELL)


CONTRACTS: tuple[type[Contract], ...] = (SynonymsDefined, SynonymsRemoved, SearchWithoutHit)
