"""Remembers the anchor sites, the places that offers name by their id."""

from services.offers.storage.hsds.tables import KNOWN_SITES
from shared.contracts.registry import AnchorSiteDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[AnchorSiteDefined]) -> Row:
    site = event.data
    return {
        "id": site.id,
        "label": site.label,
        "address": site.address,
        "latitude": site.latitude,
        "longitude": site.longitude,
        "operator": site.operator,
        "accessibility": site.accessibility,
    }


SITES = state_listener((AnchorSiteDefined,), KNOWN_SITES, _row)
