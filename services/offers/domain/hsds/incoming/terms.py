"""What another directory's terms mean here: our own terms come back as they went, others are known by the name of a theme."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from services.offers.domain.hsds import words
from services.offers.domain.hsds.incoming.values import Record, record_of, records_of, text_of
from services.offers.domain.hsds.taxonomies import ACCESSIBILITY, PHASES, TARGET_GROUPS, THEMES, term_id
from services.offers.domain.wording import plain

Json = dict[str, Any]
MOST_TERMS: Final = 20
_THEMES_BY_NAME: Final[Mapping[str, str]] = {plain(name): key for key, name in words.THEMES.items()}
_ENDS: Final[Mapping[str, str]] = {"bridge_from": "from", "bridge_to": "to"}


@dataclass
class Terms:
    """Keys of our vocabularies."""

    themes: list[str] = field(default_factory=list)
    target_groups: list[str] = field(default_factory=list)
    accessibility: list[str] = field(default_factory=list)
    bridges: list[Json] = field(default_factory=list)


def terms_of(service: Record) -> Terms:
    """Return the terms of a service's attributes that mean something here."""
    found = Terms()
    for attribute in records_of(service, "attributes"):
        term = record_of(attribute, "taxonomy_term")
        _take(found, text_of(term, "id", "taxonomy_term_id"), text_of(term, "code"), text_of(term, "name"), attribute)
    found.themes = list(dict.fromkeys(found.themes))[:MOST_TERMS]
    found.target_groups = list(dict.fromkeys(found.target_groups))[:MOST_TERMS]
    return found


def _take(found: Terms, id_: str, code: str, name: str, attribute: Record) -> None:
    end = _ENDS.get(text_of(attribute, "link_type"))
    if end is not None:
        if id_ == term_id(PHASES, code):
            found.bridges.append({"end": end, "phase": code})
    elif id_ == term_id(THEMES, code):
        found.themes.append(code)
    elif id_ == term_id(TARGET_GROUPS, code):
        found.target_groups.append(code)
    elif code in words.ACCESSIBILITY and id_ == term_id(ACCESSIBILITY, code):
        found.accessibility.append(code)
    elif (theme := _THEMES_BY_NAME.get(plain(name))) is not None:
        found.themes.append(theme)
