"""An event of somebody's calendar, as it was read, and why one is not taken."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.offers.domain.occurrence import Occurrence


class Reason(StrEnum):
    """Why an event does not become dates of an offer."""

    UNREADABLE = "unreadable"
    NO_ID = "no-id"
    ALL_DAY = "all-day"
    NO_END = "no-end"
    TOO_LONG = "too-long"
    PRIVATE = "private"
    RULE = "rule"
    RULE_TOO_FREQUENT = "rule-too-frequent"
    OVER = "over"
    OFFER_IS_FULL = "offer-is-full"


class NotTaken(Exception):
    """The event can't become dates of an offer."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One UID with all that was said of it; hours are Dortmund's where `is_local`, for only then a rule keeps them over the year.

    `moved` are the dates of the rule that take place at another time, or not at all.
    """

    uid: str
    sequence: int
    summary: str
    first: Occurrence | None
    is_local: bool = True
    is_cancelled: bool = False
    rule: str | None = None
    without: tuple[datetime, ...] = ()
    additionally: tuple[datetime, ...] = ()
    moved: dict[datetime, Occurrence | None] = field(default_factory=dict)
