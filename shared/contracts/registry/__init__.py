"""What the partner registry tells, one module a concern; whoever listens imports from here."""

from shared.contracts.contract import Contract
from shared.contracts.registry import directory, grants, sources
from shared.contracts.registry.directory import (
    AnchorSiteDefined,
    AreaDefined,
    AreaKind,
    LifePhaseDefined,
    MembershipChanged,
    NetworkDefined,
    NetworkStatus,
    PartnerDefined,
    PartnerKind,
)
from shared.contracts.registry.grants import GrantGiven, GrantState, GrantWithdrawn, Role
from shared.contracts.registry.prefix import PREFIX
from shared.contracts.registry.sources import SourceAnnounced

CONTRACTS: tuple[type[Contract], ...] = (*directory.CONTRACTS, *grants.CONTRACTS, *sources.CONTRACTS)

__all__ = [
    "CONTRACTS",
    "PREFIX",
    "AnchorSiteDefined",
    "AreaDefined",
    "AreaKind",
    "GrantGiven",
    "GrantState",
    "GrantWithdrawn",
    "LifePhaseDefined",
    "MembershipChanged",
    "NetworkDefined",
    "NetworkStatus",
    "PartnerDefined",
    "PartnerKind",
    "Role",
    "SourceAnnounced",
]
