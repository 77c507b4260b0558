"""Keeps how many subscribers an offer reached (never fewer than five by number); an internal figure."""

from services.dashboard.storage.tables import OFFER_ANNOUNCEMENTS as TABLE
from shared.contracts.notifications import OfferAnnounced
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[OfferAnnounced]) -> Row:
    announced = event.data
    return {
        "offer": announced.offer,
        "network": announced.network,
        "notice_version": announced.notice_version,
        "recipients": announced.recipients,
    }


OFFER_ANNOUNCEMENTS = state_listener((OfferAnnounced,), TABLE, _row)
