"""Remembers which organisation works in which quarter, for the choices of the workspace."""

from services.portal.storage.tables import MEMBERSHIPS
from shared.contracts.registry import MembershipChanged
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[MembershipChanged]) -> Row:
    membership = event.data
    return {"network": membership.network, "partner": membership.partner, "left_on": membership.left_on}


MEMBERSHIPS_LISTENER = state_listener((MembershipChanged,), MEMBERSHIPS, _row)
