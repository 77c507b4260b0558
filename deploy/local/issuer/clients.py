"""The programs that may ask for tokens (RFC 6749 §2); all of them can keep a secret."""

import secrets
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Client:
    """A registered program; addresses are compared character by character."""

    client_id: str
    secret: str = field(repr=False)
    redirect_uris: tuple[str, ...] = ()
    post_logout_redirect_uris: tuple[str, ...] = ()

    def knows(self, secret: str) -> bool:
        """Whether this is its secret; takes the same time for a near miss."""
        return secrets.compare_digest(self.secret.encode(), secret.encode())
