"""Partner organisations and the chain of the organisations above them (Träger)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import ParentCircle


class PartnerKind(StrEnum):
    """What a partner is in law; natural persons are no partners of this kind."""

    INSTITUTION = "institution"
    COMPANY = "company"
    ASSOCIATION = "association"
    AUTHORITY = "authority"


@dataclass(frozen=True, kw_only=True)
class Partner(Aggregate):
    """An organisation; `partner_type` follows § 3 (2) KKG where that law names it."""

    id: UUID
    label: str
    kind: PartnerKind
    partner_type: str
    parent: UUID | None = None
    description: str = ""
    website: str | None = None

    def __post_init__(self) -> None:
        if self.parent == self.id:
            raise ParentCircle


def refuse_circle(partner: Partner, *, chain: Collection[UUID]) -> None:
    """Raise ParentCircle when `chain`, the parent and all above it, leads back to the partner."""
    if partner.id in chain:
        raise ParentCircle
