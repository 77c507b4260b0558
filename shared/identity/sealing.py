"""Encrypts what must not be readable in a backup or a browser: AES-256-GCM (NIST SP 800-38D), the key by HKDF (RFC 5869)."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import SecretStr

NONCE_BYTES = 12
KEY_BYTES = 32


class SealBroken(Exception):
    """The sealed bytes were changed, belong elsewhere, or were sealed with another key."""


class Sealer:
    """Seals bytes for one purpose; `bound_to` ties them to their place, so that they can't be moved to another."""

    def __init__(self, key: SecretStr, *, purpose: str) -> None:
        derivation = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode())
        self._cipher = AESGCM(derivation.derive(key.get_secret_value().encode()))

    def seal(self, plain: bytes, *, bound_to: bytes) -> bytes:
        """Return nonce and ciphertext."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, bound_to)

    def open(self, sealed: bytes, *, bound_to: bytes) -> bytes:
        """Return the plain bytes; raises SealBroken."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
        except (InvalidTag, ValueError) as broken:
            raise SealBroken from broken
