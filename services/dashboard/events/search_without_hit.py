"""Keeps what families looked for in vain, in round figures from five on."""

from services.dashboard.storage.search_tables import MISSED_SEARCHES as TABLE
from shared.contracts.offers import SearchWithoutHit
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[SearchWithoutHit]) -> Row:
    missed = event.data
    return {"id": missed.id, "network": missed.network, "words": missed.words, "at_least": missed.at_least}


MISSED_SEARCHES = state_listener((SearchWithoutHit,), TABLE, _row)
