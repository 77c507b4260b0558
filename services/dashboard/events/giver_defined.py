"""Keeps who gives time, rooms or money."""

from services.dashboard.storage.social_space_tables import GIVERS as TABLE
from shared.contracts.registry import GiverDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[GiverDefined]) -> Row:
    giver = event.data
    return {
        "id": giver.id,
        "network": giver.network,
        "kind": giver.kind,
        "partner": giver.partner,
        "gift": giver.gift,
        "theme": giver.theme,
        "phases": giver.phases,
        "state": giver.state,
        "matched_phase": giver.matched_phase,
    }


GIVERS = state_listener((GiverDefined,), TABLE, _row)
