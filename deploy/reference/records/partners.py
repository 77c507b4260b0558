"""Partner organisations and the demonstration accounts; natural persons are never reference data."""

from typing import Literal

from deploy.reference.records.documented import Documented, Record
from shared.contracts.registry import PartnerKind, Role
from shared.contracts.vocabulary import Key, Line, Slug, Text


class PartnerType(Documented):
    """A kind of partner; `kkg` when § 3 (2) KKG names it."""

    key: Key
    label: Line
    kkg: bool


class Partner(Documented):
    """An organisation, where it works, and the networks it belongs to."""

    key: Slug
    label: Line
    kind: PartnerKind
    type: Key
    parent: Slug | None = None
    parent_derived: bool = False
    areas: Literal["city"] | tuple[Slug, ...]
    networks: Literal["all"] | tuple[Slug, ...]
    membership_derived: bool
    membership_note: str | None = None
    role: Line
    description: Text


class Person(Record):
    """A demonstration account: the subject that the demo issuer knows, and what it may do."""

    key: Slug
    subject: Line
    role: Role
    network: Slug | None = None
    organisation: Slug | None = None
    invented: Literal[True]
