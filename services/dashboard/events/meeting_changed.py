"""Keeps when bodies and working groups meet."""

from services.dashboard.storage.circle_tables import MEETINGS as TABLE
from shared.contracts.registry import MeetingChanged
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[MeetingChanged]) -> Row:
    meeting = event.data
    return {
        "id": meeting.id,
        "circle": meeting.circle,
        "label": meeting.label,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "place": meeting.place,
        "status": meeting.status,
    }


MEETINGS = state_listener((MeetingChanged,), TABLE, _row)
