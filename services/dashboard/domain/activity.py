"""What happened in the quarters, as the list of latest events tells it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What is worth telling; drafts, grants and figures about families never are."""

    OFFER_PUBLISHED = "offer-published"
    OFFER_CHANGED = "offer-changed"
    OFFER_WITHDRAWN = "offer-withdrawn"
    NETWORK_FOUNDED = "network-founded"
    NETWORK_CHANGED = "network-changed"
    PARTNER_JOINED = "partner-joined"
    PARTNER_LEFT = "partner-left"
    ANCHOR_SITE = "anchor-site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One line of the list; `position` is its place in the dashboard's own gapless counting."""

    position: int
    kind: str
    at: datetime
    network: str | None
    network_label: str | None
    title: str | None
    partner: str | None
