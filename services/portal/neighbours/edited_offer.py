"""An offer as those see it who may change it; everybody else is told the same without the rest."""

from datetime import date, datetime

from pydantic import BaseModel

from services.portal.neighbours.offer import Offer
from shared.contracts.offers.terms import ContactPoint


class Funding(BaseModel):
    """Who pays, and until when."""

    source: str
    ends_on: date | None = None


class EditorsContact(ContactPoint):
    """Whom to ask, and whether everybody is shown number and mailbox."""

    is_public: bool = False


class EditedOffer(Offer):
    """An offer with its contact in full, its money, notes, plan, and why it was sent back."""

    contact: EditorsContact | None = None
    funding: Funding | None = None
    internal_note: str = ""
    publish_at: datetime | None = None
    sent_back_because: str | None = None
