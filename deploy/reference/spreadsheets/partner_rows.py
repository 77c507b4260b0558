"""Reads the rows of the table „Partner“ into the states of the registry."""

from dataclasses import dataclass
from functools import partial

from deploy.reference.entries import REGISTRY, Entry, Origin
from deploy.reference.spreadsheets import cells
from deploy.reference.spreadsheets.columns import PARTNERS
from deploy.reference.spreadsheets.raw_table import RawRow
from deploy.reference.spreadsheets.row_reader import RowReader
from deploy.reference.spreadsheets.vocabulary import Vocabulary
from shared.contracts.registry import MembershipChanged, PartnerDefined, PartnerKind

line = partial(cells.words, longest=200)


@dataclass(frozen=True)
class PartnerRow:
    """A partner that a row describes, and the networks it shall belong to; `is_identified` when the row names the partner's id."""

    origin: Origin
    state: PartnerDefined
    networks: tuple[str, ...]
    role: str
    parent_label: str | None = None
    is_identified: bool = False

    def partner_entry(self) -> Entry:
        """Return the entry of the partner."""
        return Entry(
            "Partner", self.state.label, REGISTRY, partner_path(self), self.state, frozenset({"id"}), origin=self.origin
        )

    def membership_entries(self) -> tuple[Entry, ...]:
        """Return one entry for each network."""
        return tuple(self._membership(network) for network in self.networks)

    def _membership(self, network: str) -> Entry:
        state = MembershipChanged(network=network, partner=self.state.id, role=self.role)
        path = f"/networks/{network}/members/{self.state.id}"
        given = frozenset({"network", "partner"})
        return Entry(
            "Mitgliedschaften", f"{self.state.label} in {network}", REGISTRY, path, state, given, origin=self.origin
        )


def partner_path(row: PartnerRow) -> str:
    """Return the path of the partner in the registry."""
    return f"/partners/{row.state.id}"


def read_partner(row: RawRow, vocabulary: Vocabulary) -> tuple[PartnerRow | None, RowReader]:
    """Return the partner, or None with the reader's faults."""
    reader = RowReader(PARTNERS, row)
    label = reader.required("label", line)
    kind = reader.required("kind", lambda cell: vocabulary.kinds.key(line(cell)))
    partner_type = reader.required("partner_type", lambda cell: vocabulary.partner_types.key(line(cell)))
    parent_label = reader.optional("parent", line)
    description = reader.optional("description", partial(cells.words, longest=10_000, lines=True))
    website = reader.optional("website", cells.web_address)
    networks = reader.optional(
        "networks", lambda cell: tuple(dict.fromkeys(map(vocabulary.networks.key, cells.parts(cell))))
    )
    role = reader.optional("role", line)
    identity = reader.optional("identity", cells.identity)
    if reader.faults or label is None or kind is None or partner_type is None:
        return None, reader
    own_id = identity or vocabulary.partner_id(label)
    parent = None if parent_label is None else vocabulary.partner_id(parent_label)
    if parent == own_id:
        reader.fault("parent", "Ein Partner kann nicht sein eigener Träger sein.")
        return None, reader
    state = PartnerDefined(
        id=own_id,
        label=label,
        kind=PartnerKind(kind),
        partner_type=partner_type,
        parent=parent,
        description=description or "",
        website=website,
    )
    origin = Origin(PARTNERS.name, row.number)
    return PartnerRow(origin, state, networks or (), role or "Partner", parent_label, identity is not None), reader
