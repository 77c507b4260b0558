"""Remembers the anchor sites: places that families know, on the map and to say what is near."""

from services.portal.domain.sort_key import sort_key
from services.portal.storage.tables import ANCHOR_SITES
from shared.contracts.registry import AnchorSiteDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[AnchorSiteDefined]) -> Row:
    site = event.data
    return {
        "id": site.id,
        "network": site.network,
        "label": site.label,
        "sort_key": sort_key(site.label),
        "address": site.address,
        "latitude": site.latitude,
        "longitude": site.longitude,
    }


ANCHOR_SITES_LISTENER = state_listener((AnchorSiteDefined,), ANCHOR_SITES, _row)
