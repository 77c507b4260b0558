"""Keeps endpoints' secrets unreadable at rest: sealed with the present key, opened with whichever fits."""

from collections.abc import Mapping
from uuid import UUID

from pydantic import SecretStr

from shared.identity.sealing import SealBroken, Sealer


class WebhookSecrets:
    """Seals and opens; each secret is bound to its endpoint."""

    def __init__(self, *, keys: Mapping[str, SecretStr], present: str) -> None:
        sealers = {name: Sealer(key, purpose="webhook-secret") for name, key in keys.items()}
        self._present = sealers.pop(present)
        self._former = list(sealers.values())

    def seal(self, secret: str, endpoint: UUID) -> bytes:
        """Return what is stored."""
        return self._present.seal(secret.encode(), bound_to=endpoint.bytes)

    def open(self, sealed: bytes, endpoint: UUID) -> str:
        """Return the secret; raises SealBroken."""
        for sealer in (self._present, *self._former):
            try:
                return sealer.open(sealed, bound_to=endpoint.bytes).decode()
            except SealBroken:
                continue
        raise SealBroken
