"""What the newest notice-worthy version of an offer tells its subscribers; said with the event that makes the version."""

from enum import StrEnum

from pydantic import Field

from shared.contracts.vocabulary import Key, Part


class NoticeKind(StrEnum):
    """The reasons for which subscribers hear of an offer."""

    NEW = "new"
    CHANGED = "changed"
    FEW_PLACES = "few-places"
    PAUSED = "paused"
    RESUMED = "resumed"
    CANCELLED = "cancelled"


class OfferNotice(Part):
    """The kind, and for a change which sides of the offer it concerns, e.g. `schedule` or `places`."""

    kind: NoticeKind
    sides: tuple[Key, ...] = Field(default=(), max_length=40)
