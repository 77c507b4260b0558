"""A subscription's life: asked for, confirmed by the owner of the address, ended; and the proof of consent it carries."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.notifications.domain.interest import Interest
from services.notifications.domain.pace import Pace

# The text families agree to stands in the portal; a new text gets a new version here.
WORDING_VERSION = "2026-11"
CONFIRMATION_PERIOD = timedelta(days=7)
MOST_ASKED_MAILS_A_DAY = 3
MOST_OPEN_SUBSCRIPTIONS = 20
UNDO_PERIOD = timedelta(days=7)
PROOF_YEARS = 3


class SubscriptionState(StrEnum):
    """Where a subscription stands; only active ones are matched."""

    PENDING = "pending"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class Channel(StrEnum):
    """How somebody is told: by mails, or in a feed that is read when they like."""

    E_MAIL = "e-mail"
    FEED = "feed"


class Topic(StrEnum):
    """What professionals may hear of beside offers; families hear of offers and life phases."""

    OFFERS = "offers"
    AGREEMENTS = "agreements"
    ROLLOUT = "rollout"
    GAPS = "gaps"
    RECHECKS = "rechecks"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor:
    """What somebody may ask for and change: the wish, how often, by which way, in which language; professionals their topics."""

    interest: Interest
    text_language: str
    pace: Pace = Pace.AT_ONCE
    channel: Channel = Channel.E_MAIL
    topics: frozenset[Topic] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One wish of one person, who is a random id here; the three times and the wording are the proof of consent.

    `account` is a professional's.
    """

    id: UUID
    person: UUID
    asked_for: AskedFor
    state: SubscriptionState
    wording_version: str
    requested_at: datetime
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None
    paused_until: date | None = None
    account: str | None = None

    @property
    def interest(self) -> Interest:
        """What offers are compared with."""
        return self.asked_for.interest

    @property
    def is_open(self) -> bool:
        """Tell whether it is asked for, active or resting."""
        return self.state is not SubscriptionState.ENDED

    @property
    def text_language(self) -> str:
        """The language of the mails."""
        return self.asked_for.text_language


def end_of_proof_period(now: datetime) -> datetime:
    """Return the moment before which an ended subscription's proof is no longer needed: full calendar years (§ 199 BGB)."""
    first_day_kept = date(now.year - PROOF_YEARS, 1, 1)
    return now.replace(year=first_day_kept.year, month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
