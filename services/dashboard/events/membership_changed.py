"""Keeps who is a member of which network, and since and until when."""

from services.dashboard.storage.tables import MEMBERSHIPS as TABLE
from shared.contracts.registry import MembershipChanged
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[MembershipChanged]) -> Row:
    membership = event.data
    return {
        "network": membership.network,
        "partner": membership.partner,
        "role": membership.role,
        "joined_on": membership.joined_on,
        "left_on": membership.left_on,
    }


MEMBERSHIPS = state_listener((MembershipChanged,), TABLE, _row)
