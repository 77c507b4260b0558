"""Keeps which partner belongs to which working group."""

from services.dashboard.storage.circle_tables import GROUP_MEMBERSHIPS as TABLE
from shared.contracts.registry import GroupMembershipChanged
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[GroupMembershipChanged]) -> Row:
    membership = event.data
    return {
        "working_group": membership.group,
        "partner": membership.partner,
        "joined_on": membership.joined_on,
        "left_on": membership.left_on,
    }


GROUP_MEMBERSHIPS = state_listener((GroupMembershipChanged,), TABLE, _row)
