"""Grants: who may what, where, and how long. The registry is the only one who gives them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import EndsBeforeStart, ScopeMissing, ScopeUnexpected


class Role(StrEnum):
    """What a grant allows."""

    OFFICE = "office"
    COORDINATOR = "coordinator"
    PARTNER = "partner"
    SERVICE = "service"


# No account has this id: a grant that came with an archive waits for the office to give it to somebody.
VACANT = "0" * 32
SCOPE_OF_ROLE = {Role.OFFICE: None, Role.COORDINATOR: "network", Role.PARTNER: "organisation", Role.SERVICE: None}


@dataclass(frozen=True, kw_only=True)
class Grant(Aggregate):
    """A role for an account, valid in `[valid_from, valid_until)` unless withdrawn. It knows the account, never the person."""

    id: UUID
    account: str
    role: Role
    network: str | None = None
    organisation: UUID | None = None
    valid_from: datetime
    valid_until: datetime | None = None
    withdrawn: bool = False

    def __post_init__(self) -> None:
        insist_on_scope(self.role, network=self.network, organisation=self.organisation)
        if self.valid_until is not None and self.valid_until <= self.valid_from:
            raise EndsBeforeStart("valid_until")


def insist_on_scope(role: Role, *, network: str | None, organisation: UUID | None) -> None:
    """Raise ScopeMissing or ScopeUnexpected unless the role names exactly what it holds for."""
    needed = SCOPE_OF_ROLE[role]
    for field, scope in (("network", network), ("organisation", organisation)):
        if scope is not None and field != needed:
            raise ScopeUnexpected(field)
        if scope is None and field == needed:
            raise ScopeMissing(field)
