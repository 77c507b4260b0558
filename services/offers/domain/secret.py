"""Secrets in links: random, shown once, kept as a hash only."""

import hashlib
import secrets

SECRET_BYTES = 32


def new_secret() -> str:
    """Return a secret of 43 letters of base64url."""
    return secrets.token_urlsafe(SECRET_BYTES)


def fingerprint(secret: str) -> bytes:
    """Return what is stored of a secret (SHA-256); its 256 random bits need no salt."""
    return hashlib.sha256(secret.encode()).digest()
