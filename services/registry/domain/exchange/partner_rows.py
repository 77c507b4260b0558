"""Reads partners out of the rows of a table; a row that can't be taken leaves the others unharmed."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from services.registry.domain.exchange import cells
from services.registry.domain.exchange.sheet import RowFault, SheetRow, folded
from services.registry.domain.partner import PartnerKind
from shared.spreadsheets.faults import CellUnusable

# A column by the key under which exports name it, and the words that people write above it.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("Kennung",),
    "label": ("Name", "Bezeichnung"),
    "kind": ("Art",),
    "partner_type": ("Partnertyp", "Typ"),
    "parent": ("Träger", "Trägerorganisation"),
    "description": ("Beschreibung",),
    "website": ("Internetseite", "Website", "Homepage"),
    "street": ("Straße", "Strasse", "Anschrift"),
    "postal_code": ("PLZ", "Postleitzahl"),
    "city": ("Ort", "Stadt"),
    "phone": ("Telefon",),
    "mail": ("E-Mail", "E-Mail-Adresse", "Mail"),
    "role": ("Rolle",),
}
KINDS = {
    "einrichtung": PartnerKind.INSTITUTION,
    "unternehmen": PartnerKind.COMPANY,
    "verein": PartnerKind.ASSOCIATION,
    "verband": PartnerKind.ASSOCIATION,
    "behörde": PartnerKind.AUTHORITY,
    **{kind.value: kind for kind in PartnerKind},
}
MEMBER = "Mitglied"
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
KEY = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
WEB_ADDRESS = re.compile(r"https?://[^\s/?#@\x00-\x1f\x7f<>\"]+([/?#][^\s\x00-\x1f\x7f<>\"]*)?")
MAIL_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")

T = TypeVar("T")


@dataclass(frozen=True)
class ReadPartner:
    """What a row says of a partner; empty cells say nothing. `parent` is a name."""

    number: int
    label: str
    kind: PartnerKind
    partner_type: str
    id: UUID | None = None
    parent: str | None = None
    role: str = MEMBER
    texts: Mapping[str, str] = field(default_factory=dict)


def read_partners(rows: Sequence[SheetRow]) -> tuple[list[ReadPartner], list[RowFault]]:
    """Return each partner once and the faults; a second row of the same name is one."""
    partners: list[ReadPartner] = []
    faults: list[RowFault] = []
    seen: dict[str, int] = {}
    for row in rows:
        reader = _Reader(row)
        partner = reader.partner()
        faults += reader.faults
        if partner is None:
            continue
        first = seen.setdefault(folded(partner.label), row.number)
        if first != row.number:
            faults.append(RowFault(row.number, "Name", f"Der Name steht schon in Zeile {first}."))
        else:
            partners.append(partner)
    return partners, faults


def headings_of(column: str) -> tuple[str, ...]:
    """Return all words that may stand above a column."""
    return (column, *COLUMNS[column])


FOLDED_HEADINGS = {column: tuple(folded(heading) for heading in headings_of(column)) for column in COLUMNS}


class _Reader:
    def __init__(self, row: SheetRow) -> None:
        self._row = row
        self.faults: list[RowFault] = []

    def partner(self) -> ReadPartner | None:
        """Return what the row says, None with faults."""
        label = self._required("label", cells.words)
        kind = self._required("kind", _kind)
        partner_type = self._required("partner_type", _key)
        identifier = self._optional("id", _identifier)
        parent = self._optional("parent", cells.words)
        role = self._optional("role", cells.words)
        texts = dict(self._texts())
        if self.faults or label is None or kind is None or partner_type is None:
            return None
        return ReadPartner(
            number=self._row.number,
            label=label,
            kind=kind,
            partner_type=partner_type,
            id=identifier,
            parent=parent,
            role=role or MEMBER,
            texts=texts,
        )

    def _texts(self) -> Iterator[tuple[str, str]]:
        parsers: dict[str, Callable[[object], str]] = {
            "description": lambda cell: cells.words(cell, longest=10_000, lines=True),
            "website": _web_address,
            "mail": _mail_address,
        }
        for column in ("description", "website", "street", "postal_code", "city", "phone", "mail"):
            value = self._optional(column, parsers.get(column, cells.words))
            if value is not None:
                yield column, value

    def _required(self, column: str, parse: Callable[[object], T]) -> T | None:
        if self._cell(column) is None:
            self.faults.append(
                RowFault(self._row.number, COLUMNS[column][0], "Die Zelle ist leer, hier muss etwas stehen.")
            )
            return None
        return self._optional(column, parse)

    def _optional(self, column: str, parse: Callable[[object], T]) -> T | None:
        cell = self._cell(column)
        try:
            return None if cell is None else parse(cell)
        except CellUnusable as unusable:
            self.faults.append(RowFault(self._row.number, COLUMNS[column][0], str(unusable)))
            return None

    def _cell(self, column: str) -> object | None:
        found = (self._row.cells.get(heading) for heading in FOLDED_HEADINGS[column])
        return next((cell for cell in found if cell is not None), None)


def _kind(cell: object) -> PartnerKind:
    word = cells.words(cell)
    kind = KINDS.get(word.casefold())
    if kind is None:
        raise CellUnusable(f"Die Art „{word}“ ist nicht bekannt: Einrichtung, Unternehmen, Verein oder Behörde.")
    return kind


def _key(cell: object) -> str:
    word = cells.words(cell, longest=60)
    key = re.sub(r"[\s/]+", "_", word.casefold().translate(UMLAUTS)).strip("_.")
    if not KEY.fullmatch(key):
        raise CellUnusable(f"Der Partnertyp „{word}“ ist kein Schlüssel aus Buchstaben und Ziffern.")
    return key


def _identifier(cell: object) -> UUID:
    word = cells.words(cell)
    try:
        return UUID(word)
    except ValueError:
        raise CellUnusable(f"„{word}“ ist keine Kennung. Bitte leer lassen, wenn der Eintrag neu ist.") from None


def _web_address(cell: object) -> str:
    word = cells.words(cell)
    if not WEB_ADDRESS.fullmatch(word):
        raise CellUnusable(f"„{word}“ ist keine Internetadresse. Sie beginnt mit https://.")
    return word


def _mail_address(cell: object) -> str:
    word = cells.words(cell)
    if not MAIL_ADDRESS.fullmatch(word):
        raise CellUnusable(f"„{word}“ ist keine E-Mail-Adresse.")
    return word
