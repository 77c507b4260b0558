"""Keeps where figures come from, for no chart stands without its source."""

from services.dashboard.storage.social_space_tables import INDICATOR_SOURCES as TABLE
from shared.contracts.registry import IndicatorSourceDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[IndicatorSourceDefined]) -> Row:
    return {"key": event.data.key, "label": event.data.label, "website": event.data.website}


INDICATOR_SOURCES = state_listener((IndicatorSourceDefined,), TABLE, _row)
