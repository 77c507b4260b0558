"""Ids for what has none of ours: HSDS wants a UUID for everything, and the same one each time (UUIDv5, RFC 9562, section 5.5)."""

from hashlib import sha1
from typing import Final
from uuid import UUID

NAMESPACE: Final = UUID("7f0f4a9c-5d0c-5a3e-9d5b-3c1f6a3f2b11")
_SEED: Final = NAMESPACE.bytes


def stable_id(*names: str) -> str:
    """Return `uuid5(NAMESPACE, "/".join(names))` as text; written out, because a dump makes millions of them."""
    digest = bytearray(sha1(_SEED + "/".join(names).encode(), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    written = digest.hex()
    return f"{written[:8]}-{written[8:12]}-{written[12:16]}-{written[16:20]}-{written[20:]}"
