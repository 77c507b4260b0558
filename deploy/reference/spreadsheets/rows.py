"""All rows of a file together: each good one once, and the faults of the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from deploy.reference.entries import Entry
from deploy.reference.spreadsheets.columns import PARTNERS
from deploy.reference.spreadsheets.faults import RowFault
from deploy.reference.spreadsheets.offer_rows import read_offer
from deploy.reference.spreadsheets.partner_rows import PartnerRow, read_partner
from deploy.reference.spreadsheets.raw_table import RawRow, RawTable
from deploy.reference.spreadsheets.vocabulary import Vocabulary


@dataclass(frozen=True)
class Rows:
    """The good rows of a file and the faults of the bad ones."""

    partners: tuple[PartnerRow, ...]
    offers: tuple[Entry, ...]
    faults: tuple[RowFault, ...]

    def stages(self) -> Iterator[tuple[Entry, ...]]:
        """Yield partners before their daughters, then memberships, then offers."""
        for level in self._levels():
            yield tuple(row.partner_entry() for row in level)
        yield tuple(entry for row in self.partners for entry in row.membership_entries())
        yield self.offers

    def parents_first(self) -> Iterator[PartnerRow]:
        """Yield the partners, each after those of them that it belongs to."""
        for level in self._levels():
            yield from level

    def _levels(self) -> Iterator[list[PartnerRow]]:
        waiting = list(self.partners)
        while waiting:
            missing = {row.state.id for row in waiting}
            # A circle of parents has no first one: the registry is asked and says what is wrong with it.
            ready = [row for row in waiting if row.state.parent not in missing] or waiting
            yield ready
            waiting = [row for row in waiting if row not in ready]


def read_rows(tables: tuple[RawTable, ...], vocabulary: Vocabulary) -> Rows:
    """Return the rows of all tables; a row that describes the same thing as an earlier one is a fault."""
    partners: list[PartnerRow] = []
    offers: list[Entry] = []
    faults: list[RowFault] = []
    seen: dict[str, int] = {}
    for table in tables:
        for row in table.rows:
            partner, offer, found = _read(table, row, vocabulary)
            faults += found
            path = partner.partner_entry().path if partner else offer.path if offer else ""
            if path and path in seen:
                faults.append(RowFault(table.table.name, row.number, "", _double(table, seen[path])))
            elif path:
                seen[path] = row.number
                partners += [partner] if partner else []
                offers += [offer] if offer else []
    return Rows(tuple(partners), tuple(offers), tuple(faults))


def _read(
    table: RawTable, row: RawRow, vocabulary: Vocabulary
) -> tuple[PartnerRow | None, Entry | None, list[RowFault]]:
    if table.table is PARTNERS:
        partner, reader = read_partner(row, vocabulary)
        return partner, None, reader.faults
    offer, reader = read_offer(row, vocabulary)
    return None, offer, reader.faults


def _double(table: RawTable, row: int) -> str:
    same = "der Name" if table.table is PARTNERS else "Titel, Partner und Netzwerk"
    return f"Die Zeile beschreibt dasselbe wie Zeile {row} ({same}). Bitte eine streichen oder anders benennen."


def partner_ids(rows: Rows) -> frozenset[UUID]:
    """Return the ids of the partners that the file itself describes."""
    return frozenset(row.state.id for row in rows.partners)
