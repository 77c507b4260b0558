"""The deployment's secrets as use cases need them."""

from dataclasses import dataclass

from services.notifications.domain.links import Links
from services.notifications.storage.vault import AddressVault


@dataclass(frozen=True, slots=True)
class Keys:
    """The vault of addresses and the maker of links."""

    vault: AddressVault
    links: Links
