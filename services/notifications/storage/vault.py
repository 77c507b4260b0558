"""Keeps addresses unreadable: AES-256-GCM under a named key, found again by a keyed hash (blind index) of the address."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import SecretStr

from shared.identity.sealing import Sealer


class KeyMissing(Exception):
    """An address was sealed with a key that this release was not given."""


@dataclass(frozen=True, slots=True)
class SealedAddress:
    """What stands in the table: where the address is found, and the address itself, sealed."""

    lookup: bytes
    sealed: bytes
    key_id: str


class AddressVault:
    """Seals with the present key and opens with any known one."""

    def __init__(self, *, lookup_key: SecretStr, keys: Mapping[str, SecretStr], present: str) -> None:
        self._lookup_key = hashlib.sha256(b"address-lookup:" + lookup_key.get_secret_value().encode()).digest()
        self._sealers = {name: Sealer(key, purpose="notification-address") for name, key in keys.items()}
        self._present = present

    def lookup(self, address: str) -> bytes:
        """Return the keyed hash by which an address is found; capitals make no difference."""
        return hmac.digest(self._lookup_key, address.lower().encode(), hashlib.sha256)

    def seal(self, address: str) -> SealedAddress:
        """Return the sealed address, bound to its lookup so that it can't be put into another row."""
        lookup = self.lookup(address)
        sealed = self._sealers[self._present].seal(address.encode(), bound_to=lookup)
        return SealedAddress(lookup, sealed, self._present)

    @property
    def former_keys(self) -> Sequence[str]:
        """The names of the keys that are known besides."""
        return sorted(self._sealers.keys() - {self._present})

    def open(self, address: SealedAddress) -> str:
        """Return the address; raises KeyMissing, SealBroken."""
        sealer = self._sealers.get(address.key_id)
        if sealer is None:
            raise KeyMissing(address.key_id)
        return sealer.open(address.sealed, bound_to=address.lookup).decode()
