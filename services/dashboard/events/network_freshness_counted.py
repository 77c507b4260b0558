"""Keeps how many of a network's published offers were confirmed in time."""

from services.dashboard.storage.offer_freshness_tables import NETWORK_FRESHNESS as TABLE
from shared.contracts.offers import NetworkFreshnessCounted
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[NetworkFreshnessCounted]) -> Row:
    counted = event.data
    return {
        "network": counted.network,
        "published": counted.published,
        "fresh": counted.fresh,
        "overdue": counted.overdue,
    }


OFFER_FRESHNESS = state_listener((NetworkFreshnessCounted,), TABLE, _row)
