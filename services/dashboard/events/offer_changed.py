"""Keeps each offer's present state from its publication on; drafts are not heard, so they can't be shown by mistake."""

from services.dashboard.domain.sort_key import sort_key
from services.dashboard.storage.tables import OFFERS as TABLE
from shared.contracts.offers import OfferChanged, OfferPaused, OfferPublished, OfferState, OfferWithdrawn
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[OfferState]) -> Row:
    offer = event.data
    return {
        "id": offer.id,
        "network": offer.network,
        "organisation": offer.organisation,
        "title": offer.title,
        "sort_key": sort_key(offer.title),
        "min_months": offer.ages.min_months,
        "max_months": offer.ages.max_months,
        "themes": offer.themes,
        "place": offer.place.name if offer.place is not None else None,
        "cost_cents": offer.cost_cents,
        "bridge": offer.bridge,
        "status": offer.status,
        "project": offer.project,
    }


OFFERS = state_listener((OfferPublished, OfferChanged, OfferPaused, OfferWithdrawn), TABLE, _row)
