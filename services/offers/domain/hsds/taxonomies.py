"""Our vocabularies as taxonomies: life phases, themes, target groups, accessibility; each key is a term."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.offers.domain.hsds import words
from services.offers.domain.hsds.identifiers import stable_id
from services.offers.domain.hsds.record import Json, without_missing
from services.offers.domain.hsds.surroundings import Phase, Surroundings


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A vocabulary; `link_type` says in attributes what its terms say of a record."""

    key: str
    name: str
    description: str
    link_type: str

    @property
    def id(self) -> str:
        """Return its UUID."""
        return stable_id("taxonomy", self.key)


PHASES: Final = Taxonomy(
    "life-phases", "Lebensphasen", "Die Lebensphasen der Präventionskette, mit ihrem Alter in Monaten.", "life_phase"
)
THEMES: Final = Taxonomy("themes", "Themen", "Worum es bei einem Angebot geht.", "theme")
TARGET_GROUPS: Final = Taxonomy(
    "target-groups", "Zielgruppen", "An wen sich ein Angebot besonders richtet.", "target_group"
)
ACCESSIBILITY: Final = Taxonomy(
    "accessibility", "Barrierefreiheit", "Was Menschen mit Behinderung und mit Kinderwagen hilft.", "accessibility"
)
TAXONOMIES: Final = (PHASES, THEMES, TARGET_GROUPS, ACCESSIBILITY)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a vocabulary."""

    taxonomy: Taxonomy
    key: str
    name: str
    description: str

    @property
    def id(self) -> str:
        """Return its UUID."""
        return term_id(self.taxonomy, self.key)


def term_id(taxonomy: Taxonomy, key: str) -> str:
    """Return the UUID of a vocabulary's key."""
    return stable_id("taxonomy-term", taxonomy.key, key)


def taxonomy_of(taxonomy: Taxonomy) -> Json:
    """Return the HSDS taxonomy."""
    return {"id": taxonomy.id, "name": taxonomy.name, "description": taxonomy.description, "version": "1"}


def term_of(term: Term) -> Json:
    """Return the HSDS taxonomy_term with its taxonomy."""
    return without_missing(
        {
            "id": term.id,
            "code": term.key,
            "name": term.name,
            "description": term.description,
            "taxonomy": term.taxonomy.name,
            "taxonomy_id": term.taxonomy.id,
            "taxonomy_detail": taxonomy_of(term.taxonomy),
            "language": "de",
        }
    )


def all_terms(phases: Sequence[Phase], keys: Mapping[str, Sequence[str]]) -> Iterator[Term]:
    """Yield every term; `keys` are those in use, by the keys of their taxonomies."""
    for phase in phases:
        yield phase_term(phase)
    for taxonomy in (THEMES, TARGET_GROUPS, ACCESSIBILITY):
        for key in sorted(keys.get(taxonomy.key, ())):
            yield _term(taxonomy, key)


def phase_term(phase: Phase) -> Term:
    """Return a life phase as a term."""
    ages = words.ages_in_words(phase.min_months, phase.max_months)
    return Term(PHASES, phase.key, phase.label, f"Lebensphase {phase.label}: {ages}")


def shared_term(around: Surroundings, taxonomy: Taxonomy, key: str) -> Json:
    """Return the HSDS taxonomy_term of a key, made once for all offers of a page."""
    place = (taxonomy.key, key)
    if place not in around.made:
        around.made[place] = term_of(_term_among(around, taxonomy, key))
    return around.made[place]


def _term_among(around: Surroundings, taxonomy: Taxonomy, key: str) -> Term:
    if taxonomy is PHASES:
        known = {phase.key: phase for phase in around.phases}
        return phase_term(known[key]) if key in known else Term(PHASES, key, key, f"Lebensphase {key}")
    return _term(taxonomy, key)


_WORDS: Final[Mapping[str, Mapping[str, str]]] = {"themes": words.THEMES, "accessibility": words.ACCESSIBILITY}


def _term(taxonomy: Taxonomy, key: str) -> Term:
    name = words.readable(key, _WORDS.get(taxonomy.key, words.NO_WORDS))
    return Term(taxonomy, key, name, f"{taxonomy.name}: {name}")
