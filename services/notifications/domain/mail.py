"""A mail that is due: to whom, why, and about what; the only place where an address stands outside its vault."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.notifications.domain.offer import Offer


class Lane(StrEnum):
    """Confirmations overtake notices: somebody waits for them before a screen. What spares a way today overtakes both."""

    URGENT = "urgent"
    CONFIRMATION = "optin"
    NOTICE = "notice"


class MailKind(StrEnum):
    """What the mail tells."""

    CONFIRMATION = "confirmation"
    PREFERENCES = "preferences"
    FAREWELL = "farewell"
    NEW_OFFER = "new-offer"
    CHANGED_OFFER = "changed-offer"
    FEW_PLACES = "few-places"
    PAUSED_OFFER = "paused-offer"
    RESUMED_OFFER = "resumed-offer"
    CANCELLED_OFFER = "cancelled-offer"
    DIGEST = "digest"
    NEXT_PHASE = "next-phase"
    AGREEMENT_DUE = "agreement-due"
    GATE_DUE = "gate-due"
    GATE_OVERDUE = "gate-overdue"
    CHAIN_GAP = "chain-gap"
    RECHECK_DUE = "recheck-due"


URGENT = frozenset({MailKind.PAUSED_OFFER, MailKind.CANCELLED_OFFER})
"""What is told at once and before all else, whatever pace was asked for."""
STATUS_OF = {MailKind.PAUSED_OFFER: "paused", MailKind.CANCELLED_OFFER: "ended"}
"""Where an offer must still stand for what is told of it; all else is told of published ones."""
OFFER_IS_THERE = "published"


class MailState(StrEnum):
    """Where a row of the ledger stands; created and sending are open, bundled waits for its digest, the others are final."""

    CREATED = "created"
    BUNDLED = "bundled"
    SENDING = "sending"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    FAILED = "failed"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a notice came: the quarter, or the radius where the quarter wasn't asked for; the child's age or the ages asked for; and
    what of languages and themes was asked for and is there.
    """

    network_label: str
    age_months: int | None = None
    phase_label: str | None = None
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    metres: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that a mail tells: an offer with the reason and what of it changed, or the facts of a topic."""

    kind: MailKind
    offer: Offer | None = None
    reason: Reason | None = None
    sides: tuple[str, ...] = ()
    about: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A claimed mail; `token` leads to the page on which it is confirmed, stopped, managed or taken back.

    `items` are a digest's; `phase_label` and `offers` are what comes next for a child; `about` are a topic's facts.
    """

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
    sides: tuple[str, ...] = ()
    items: tuple[Told, ...] = ()
    phase_label: str | None = None
    offers: tuple[Offer, ...] = ()
    about: Mapping[str, Any] | None = None
    pace: str = "at-once"
    traceparent: str | None = None

    @property
    def domain(self) -> str:
        """The provider behind the address."""
        return self.address.rpartition("@")[2]
