"""The words that a spreadsheet may use for networks, types, themes and languages, and the partners that are known by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from uuid import UUID

from deploy.reference.identifiers import identifier, normalised
from deploy.reference.records.reference import Reference
from shared.contracts.registry import PartnerKind
from shared.spreadsheets.faults import CellUnusable

KINDS = {
    "Einrichtung": PartnerKind.INSTITUTION,
    "Unternehmen": PartnerKind.COMPANY,
    "Verein": PartnerKind.ASSOCIATION,
    "Verband": PartnerKind.ASSOCIATION,
    "Behörde": PartnerKind.AUTHORITY,
}


@dataclass(frozen=True)
class Choice:
    """A list of allowed words: what is written, in any case and spacing, the key that it means, and how a key is best written."""

    name: str
    words: Mapping[str, str]
    labels: Mapping[str, str]

    def key(self, word: str) -> str:
        """Return the key; raises CellUnusable naming the nearest allowed word."""
        found = self.words.get(normalised(word))
        if found is not None:
            return found
        near = get_close_matches(normalised(word), self.words, n=1, cutoff=0.6)
        hint = f" Meinten Sie „{self.labels[self.words[near[0]]]}“?" if near else ""
        raise CellUnusable(f"{self.name} „{word}“ ist nicht bekannt.{hint}")


@dataclass(frozen=True)
class Vocabulary:
    """All choices of the two tables, and the ids of partners that the reference data names."""

    kinds: Choice
    partner_types: Choice
    networks: Choice
    themes: Choice
    languages: Choice
    partners: Mapping[str, UUID]

    def partner_id(self, name: str) -> UUID:
        """Return the id of the partner with this name: the known one, or the one that its name gives."""
        return self.partners.get(normalised(name)) or identifier("partner-name", normalised(name))


def vocabulary_of(reference: Reference) -> Vocabulary:
    """Return the words that the reference data allows."""
    return Vocabulary(
        kinds=_choice("Die Art", ((label, kind.value) for label, kind in KINDS.items())),
        partner_types=_choice(
            "Der Partnertyp",
            ((label, kind.key) for kind in reference.partner_types for label in (kind.label, kind.key)),
        ),
        networks=_choice(
            "Das Netzwerk",
            ((name, net.id) for net in reference.networks for name in (net.short_label, net.label, net.id)),
        ),
        themes=_choice(
            "Das Thema",
            (
                (name, theme.key)
                for theme in reference.themes
                for name in (theme.label, without_commas(theme.label), theme.key)
            ),
        ),
        languages=_choice(
            "Die Sprache", ((name, tongue.tag) for tongue in reference.languages for name in (tongue.label, tongue.tag))
        ),
        partners={normalised(partner.label): identifier("partner", partner.key) for partner in reference.partners},
    )


def _choice(name: str, words: Iterable[tuple[str, str]]) -> Choice:
    labels: dict[str, str] = {}
    keys: dict[str, str] = {}
    for word, key in words:
        labels.setdefault(key, word)
        keys[normalised(word)] = key
    return Choice(name, keys, labels)


def without_commas(label: str) -> str:
    """Return a label as it can stand in a list that commas separate."""
    return label.replace(",", "")
