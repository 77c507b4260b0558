"""Reads the one row of the table „Quartier“: the network that joins, where it lies, and when its set-up begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from deploy.reference.identifiers import normalised
from deploy.reference.records.reference import Reference
from deploy.reference.spreadsheets import cells
from deploy.reference.spreadsheets.columns import QUARTER
from deploy.reference.spreadsheets.faults import RowFault
from deploy.reference.spreadsheets.raw_table import RawTable
from deploy.reference.spreadsheets.row_reader import RowReader
from deploy.reference.spreadsheets.vocabulary import Choice, Vocabulary
from shared.contracts.registry import AreaDefined, AreaKind, NetworkDefined, NetworkStatus
from shared.spreadsheets.faults import CellUnusable

line = partial(cells.words, longest=200)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, kw_only=True)
class Quarter:
    """A network that joins, the areas it lies in as they are to be when they are new, and the first day of its set-up."""

    row: int
    network: NetworkDefined
    areas: tuple[AreaDefined, ...]
    has_district: bool
    started_on: date


def brings_quarter(tables: Sequence[RawTable]) -> bool:
    """Tell whether one of the tables describes a quarter."""
    return any(table.table is QUARTER and table.rows for table in tables)


def read_quarter(
    tables: Sequence[RawTable], vocabulary: Vocabulary, reference: Reference
) -> tuple[Quarter | None, tuple[RowFault, ...]]:
    """Return the quarter, or None with the faults; a file brings one quarter."""
    first, *others = (row for table in tables if table.table is QUARTER for row in table.rows)
    reader = RowReader(QUARTER, first)
    key = reader.required("key", _slug)
    label = reader.required("label", line)
    short_label = reader.required("short_label", line)
    areas = reader.required("areas", partial(_areas, reference=reference))
    district = reader.optional("district", line)
    languages = reader.optional("languages", lambda cell: tuple(map(vocabulary.languages.key, cells.parts(cell))))
    vision = reader.optional("vision", partial(cells.words, longest=10_000, lines=True))
    started_on = reader.required("started_on", cells.day)
    faults = (
        *reader.faults,
        *(RowFault(QUARTER.name, row.number, "", "Eine Datei bringt ein Quartier mit.") for row in others),
    )
    if faults or key is None or label is None or short_label is None or areas is None or started_on is None:
        return None, faults
    network = NetworkDefined(
        id=key, label=label, short_label=short_label, status=NetworkStatus.IN_SET_UP, areas=tuple(areas),
        languages=tuple(dict.fromkeys(languages or ())), vision=vision,
    )  # fmt: skip
    described = tuple(
        AreaDefined(
            id=area, label=name, kind=AreaKind.AKTIONSRAUM, district=district or "-", valid_from=started_on.year
        )
        for area, name in areas.items()
    )
    return Quarter(
        row=first.number, network=network, areas=described, has_district=district is not None, started_on=started_on
    ), ()


def words_of(quarter: Quarter, vocabulary: Vocabulary) -> Vocabulary:
    """Return the vocabulary for the quarter's partners and offers: its own network is the only one they may name."""
    network = quarter.network
    names = (network.short_label, network.label, network.id)
    only = Choice("Das Netzwerk", {normalised(name): network.id for name in names}, {network.id: network.short_label})
    return replace(vocabulary, networks=only)


def _slug(cell: object) -> str:
    text = cells.words(cell, longest=60)
    if not SLUG.fullmatch(text):
        raise CellUnusable(f"„{text}“ ist keine Kennung: erlaubt sind kleine Buchstaben, Ziffern und Bindestriche.")
    return text


def _areas(cell: object, *, reference: Reference) -> dict[str, str]:
    """Areas by id with their names; a name that nobody knows is that of a new area."""
    known = {normalised(name): (area.id, area.label) for area in reference.areas for name in (area.label, area.id)}
    return dict(known.get(normalised(name), (_id_of(name), name)) for name in cells.parts(cell))


def _id_of(name: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold().translate(UMLAUTS)).strip("-")
    if not slug:
        raise CellUnusable(f"„{name}“ ist kein Name eines Aktionsraums.")
    return slug
