"""An offer as it is compared: what somebody wrote about it; what is missing speaks neither for nor against."""

import re
from dataclasses import dataclass
from uuid import UUID

from services.offers.domain.ages import Ages
from services.offers.domain.double_structures.folding import telling_words
from services.offers.domain.double_structures.kinds import kinds_of
from services.offers.domain.double_structures.times import When, read_when
from services.offers.domain.double_structures.written_ages import ages_in

ANY_AGE = Ages()
# What a title says of ages and hours is compared as ages and hours.
# What follows the street: one writes the town, the other does not.
_TOWN = re.compile(r"[,;]|\b\d{5}\b")
_AGES_AND_HOURS = re.compile(
    r"\b(?:ab\s*)?\d+([.:]\d\d)?(\s*(-|–|bis)\s*\d+([.:]\d\d)?)?\s*(Jahre?n?|Monate?n?|Uhr|J\.|M\.)", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Described:
    """One offer; `organisation` is a name or an id as text, the place is told by its name, address and coordinates."""

    title: str
    description: str = ""
    organisation: str | None = None
    network: str | None = None
    ages: Ages = ANY_AGE
    themes: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    target_groups: frozenset[str] = frozenset()
    place: str | None = None
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    anchor_site: UUID | None = None
    schedule: str = ""
    when: When | None = None


@dataclass(frozen=True)
class Prepared:
    """An offer in comparable parts, made once however often it is compared."""

    said: Described
    title: frozenset[str]
    description: frozenset[str]
    kinds: tuple[str, ...]
    when: When
    organisation: frozenset[str]
    place: frozenset[str]
    address: frozenset[str]
    street: frozenset[str]
    ages: Ages | None


def prepare(said: Described) -> Prepared:
    """Return the offer in comparable parts; a title that names no kind leaves it to the description."""
    house, organisation = telling_words(said.place or ""), telling_words(said.organisation or "")
    title = telling_words(_AGES_AND_HOURS.sub(" ", said.title))
    return Prepared(
        said=said,
        title=(title - house - organisation) or title,
        description=telling_words(said.description),
        kinds=kinds_of(said.title) or kinds_of(said.description),
        when=said.when
        or read_when(f"{said.schedule} {said.title}" if said.schedule else f"{said.title} {said.description}"),
        organisation=organisation,
        place=house,
        address=telling_words(said.address or ""),
        street=telling_words(_TOWN.split(said.address or "", maxsplit=1)[0]),
        ages=said.ages if said.ages != ANY_AGE else ages_in(said.title) or ages_in(said.description),
    )
