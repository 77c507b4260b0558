"""Remembers which organisation is a member of which network, and since and until when."""

from services.offers.storage.tables import KNOWN_MEMBERSHIPS
from shared.contracts.registry import MembershipChanged
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[MembershipChanged]) -> Row:
    membership = event.data
    return {
        "network": membership.network,
        "partner": membership.partner,
        "joined_on": membership.joined_on,
        "left_on": membership.left_on,
    }


MEMBERSHIPS = state_listener((MembershipChanged,), KNOWN_MEMBERSHIPS, _row)
