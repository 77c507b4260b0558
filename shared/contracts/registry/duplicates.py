"""Which entry of a partner is an alias of another."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.contract import Contract
from shared.contracts.registry.prefix import PREFIX


class MergeState(Contract):
    """The partner that goes and the one that stays; what moved is told by its own events."""

    partner: UUID
    into: UUID


class PartnersMerged(MergeState):
    """The partner is an alias from now on."""

    name: ClassVar[str] = PREFIX + "partners-merged"


class MergeUndone(MergeState):
    """The partner stands for itself again."""

    name: ClassVar[str] = PREFIX + "merge-undone"


CONTRACTS: tuple[type[Contract], ...] = (PartnersMerged, MergeUndone)
