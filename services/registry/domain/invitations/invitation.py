"""An invitation: whoever brings its secret within two weeks gets the grant that it describes, once."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from services.registry.domain.grant import Role, insist_on_scope
from services.registry.domain.refusals import InvitationIsOver

LIFETIME: Final = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What was offered to whoever holds the secret; the secret itself is nowhere, only its hash."""

    id: UUID
    token_hash: bytes
    role: Role
    network: str | None = None
    organisation: UUID | None = None
    grant_ends_at: datetime | None = None
    made_by: str
    made_at: datetime
    expires_at: datetime
    withdrawn: bool = False
    accepted_by: str | None = None
    accepted_at: datetime | None = None

    def __post_init__(self) -> None:
        insist_on_scope(self.role, network=self.network, organisation=self.organisation)

    def refuse_when_over(self, now: datetime) -> None:
        """Raise InvitationIsOver when it was accepted, withdrawn, or waited for too long."""
        if self.withdrawn or self.accepted_by is not None or now >= self.expires_at:
            raise InvitationIsOver


def hash_of(token: str) -> bytes:
    """Return what is kept of a secret: it has 256 random bits, so one round without salt is enough."""
    return hashlib.sha256(token.encode()).digest()
