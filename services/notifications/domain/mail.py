"""A mail that is due: to whom, why, and about what; the only place where an address stands outside its vault."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.notifications.domain.offer import Offer


class Lane(StrEnum):
    """Confirmations overtake notices: somebody waits for them before a screen."""

    CONFIRMATION = "optin"
    NOTICE = "notice"


class MailKind(StrEnum):
    """What the mail tells."""

    CONFIRMATION = "confirmation"
    NEW_OFFER = "new-offer"
    CHANGED_OFFER = "changed-offer"


class MailState(StrEnum):
    """Where a row of the ledger stands; created and sending are open, the others are final."""

    CREATED = "created"
    SENDING = "sending"
    ACCEPTED = "accepted"
    FAILED = "failed"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a notice came: the quarter, and the child's age or the ages asked for."""

    network_label: str
    age_months: int | None = None
    phase_label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A claimed mail; `token` leads to the page on which it is confirmed or stopped."""

    id: UUID
    kind: MailKind
    attempt: int
    created_at: datetime
    address: str = field(repr=False)
    token: str = field(repr=False)
    text_language: str
    networks: tuple[str, ...] = ()
    offer: Offer | None = None
    reason: Reason | None = None
    traceparent: str | None = None
