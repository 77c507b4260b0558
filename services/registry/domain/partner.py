"""Partner organisations and the chain of the organisations above them (Träger)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.duplicates.record import Identifier, Record
from services.registry.domain.refusals import NamedTwice, ParentCircle


class PartnerKind(StrEnum):
    """What a partner is in law; natural persons are no partners of this kind."""

    INSTITUTION = "institution"
    COMPANY = "company"
    ASSOCIATION = "association"
    AUTHORITY = "authority"


@dataclass(frozen=True, kw_only=True)
class PostalAddress:
    """Where letters reach an organisation, as far as it is known."""

    street: str | None = None
    postal_code: str | None = None
    city: str | None = None


@dataclass(frozen=True, kw_only=True)
class Partner(Aggregate):
    """An organisation; `partner_type` follows § 3 (2) KKG where that law names it.

    `phone` and `mail` are functions, the switchboard and a functional mailbox. They stay in the registry and are in no event: the
    log never forgets, and in a small association the switchboard may be somebody's own.
    """

    id: UUID
    label: str
    kind: PartnerKind
    partner_type: str
    parent: UUID | None = None
    description: str = ""
    website: str | None = None
    address: PostalAddress | None = None
    phone: str | None = None
    mail: str | None = None
    identifiers: tuple[Identifier, ...] | None = None

    def __post_init__(self) -> None:
        if self.parent == self.id:
            raise ParentCircle
        schemes = [identifier.scheme for identifier in self.identifiers or ()]
        if len(set(schemes)) < len(schemes):
            raise NamedTwice("identifiers")


def record_of(partner: Partner) -> Record:
    """Return what duplicates are looked for by."""
    address = partner.address or PostalAddress()
    return Record(
        name=partner.label,
        street=address.street,
        postal_code=address.postal_code,
        city=address.city,
        phone=partner.phone,
        mail=partner.mail,
        website=partner.website,
        identifiers=partner.identifiers or (),
        parent=None if partner.parent is None else str(partner.parent),
    )


def refuse_circle(partner: Partner, *, chain: Collection[UUID]) -> None:
    """Raise ParentCircle when `chain`, the parent and all above it, leads back to the partner."""
    if partner.id in chain:
        raise ParentCircle
