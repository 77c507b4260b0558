"""Signs what is posted to partners as Standard Webhooks 1.0.0 asks: a receiver verifies it with any of that specification's libraries."""

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    """Return a secret as its owner is shown it, once."""
    return PREFIX + b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signed_headers(
    message: str, body: bytes, *, at: datetime, with_secrets: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """Return the three headers; while a secret is exchanged the former one signs too."""
    seconds = str(int(at.timestamp()))
    content = f"{message}.{seconds}.".encode() + body
    signatures = [f"v1,{_signature(content, secret)}" for secret in with_secrets]
    return (
        ("webhook-id", message),
        ("webhook-timestamp", seconds),
        ("webhook-signature", " ".join(signatures)),
    )


def _signature(content: bytes, secret: str) -> str:
    key = b64decode(secret.removeprefix(PREFIX))
    return b64encode(hmac.digest(key, content, hashlib.sha256)).decode()
