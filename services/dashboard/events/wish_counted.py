"""Keeps what families miss, in round figures from five on."""

from services.dashboard.storage.social_space_tables import WISH_FIGURES as TABLE
from shared.contracts.registry import WishCounted
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[WishCounted]) -> Row:
    wish = event.data
    return {"network": wish.network, "phase": wish.phase, "theme": wish.theme, "at_least": wish.at_least}


WISH_FIGURES = state_listener((WishCounted,), TABLE, _row)
