"""Keeps the anchor sites."""

from services.dashboard.domain.sort_key import sort_key
from services.dashboard.storage.tables import ANCHOR_SITES as TABLE
from shared.contracts.registry import AnchorSiteDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[AnchorSiteDefined]) -> Row:
    site = event.data
    return {
        "id": site.id,
        "label": site.label,
        "sort_key": sort_key(site.label),
        "network": site.network,
        "area": site.area,
        "address": site.address,
    }


ANCHOR_SITES = state_listener((AnchorSiteDefined,), TABLE, _row)
