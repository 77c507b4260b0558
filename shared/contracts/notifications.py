"""What notifications tell: figures only, never a person."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.contract import Contract
from shared.contracts.redaction import EventsRedacted
from shared.contracts.vocabulary import Slug

PREFIX = "de.infamilie.notifications."
SMALLEST_CELL = 5


class OfferAnnounced(Contract):
    """Subscribers were matched with a notice-worthy version of an offer; fewer than five are told as `None`."""

    name: ClassVar[str] = PREFIX + "offer-announced"

    offer: UUID
    network: Slug
    notice_version: int = Field(ge=1)
    recipients: int | None = Field(default=None, ge=SMALLEST_CELL)


class NotificationsEventsRedacted(EventsRedacted):
    """Events of the notifications say nothing any more; whoever kept what they said deletes it."""

    name: ClassVar[str] = PREFIX + "events-redacted"


CONTRACTS: tuple[type[Contract], ...] = (OfferAnnounced, NotificationsEventsRedacted)
