"""What was entered by mistake and is gone."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.contract import Contract, Visibility
from shared.contracts.registry.prefix import PREFIX


class PartnerRemoved(Contract):
    """An import was undone: the organisation never belonged here, nor do its memberships."""

    name: ClassVar[str] = PREFIX + "partner-removed"
    visibility: ClassVar[Visibility] = Visibility.PUBLIC

    id: UUID


CONTRACTS: tuple[type[Contract], ...] = (PartnerRemoved,)
