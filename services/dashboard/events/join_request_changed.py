"""Keeps how many people wait for an answer, and in which quarter; who they are is not kept."""

from services.dashboard.storage.circle_tables import JOIN_REQUESTS as TABLE
from shared.contracts.registry import JoinRequestChanged
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[JoinRequestChanged]) -> Row:
    request = event.data
    return {
        "id": request.id,
        "network": request.network,
        "organisation": request.organisation,
        "made_at": request.made_at,
        "status": request.status,
    }


JOIN_REQUESTS = state_listener((JoinRequestChanged,), TABLE, _row)
