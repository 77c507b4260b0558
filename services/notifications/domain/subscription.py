"""A subscription's life: asked for, confirmed by the owner of the address, ended; and the proof of consent it carries."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.notifications.domain.interest import Interest

# The text families agree to stands in the portal; a new text gets a new version here.
WORDING_VERSION = "2026-11"
CONFIRMATION_PERIOD = timedelta(days=7)
MOST_CONFIRMATION_MAILS_A_DAY = 3
MOST_OPEN_SUBSCRIPTIONS = 20
PROOF_YEARS = 3


class SubscriptionState(StrEnum):
    """Where a subscription stands; only active ones are matched."""

    PENDING = "pending"
    ACTIVE = "active"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One wish of one person, who is a random id here; the three times and the wording are the proof of consent."""

    id: UUID
    person: UUID
    interest: Interest
    text_language: str
    state: SubscriptionState
    wording_version: str
    requested_at: datetime
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None


def end_of_proof_period(now: datetime) -> datetime:
    """Return the moment before which an ended subscription's proof is no longer needed: full calendar years (§ 199 BGB)."""
    first_day_kept = date(now.year - PROOF_YEARS, 1, 1)
    return now.replace(year=first_day_kept.year, month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
