"""Keeps which persons belong to a network in their own right, by random ids."""

from services.dashboard.storage.circle_tables import PERSON_MEMBERSHIPS as TABLE
from shared.contracts.registry import PersonMembershipChanged
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[PersonMembershipChanged]) -> Row:
    membership = event.data
    return {
        "network": membership.network,
        "person": membership.person,
        "joined_on": membership.joined_on,
        "left_on": membership.left_on,
    }


PERSON_MEMBERSHIPS = state_listener((PersonMembershipChanged,), TABLE, _row)
