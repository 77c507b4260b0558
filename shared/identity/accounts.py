"""An account is a keyed hash of issuer and subject: every service computes it alone, and nobody can turn it back into a person."""

import hashlib
import hmac

ACCOUNT_LENGTH = 32


def account_id(key: str, *, issuer: str, subject: str) -> str:
    """Return HMAC-SHA256(key, issuer LF subject), its first 128 bits as 32 hex characters."""
    message = f"{issuer}\n{subject}".encode()
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()[:ACCOUNT_LENGTH]
