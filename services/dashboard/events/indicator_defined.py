"""Keeps what is measured in the quarters, with the caution that belongs to each figure."""

from services.dashboard.domain.sort_key import sort_key
from services.dashboard.storage.social_space_tables import INDICATORS as TABLE
from shared.contracts.registry import IndicatorDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[IndicatorDefined]) -> Row:
    indicator = event.data
    return {
        "key": indicator.key,
        "label": indicator.label,
        "sort_key": sort_key(indicator.label),
        "unit": indicator.unit,
        "direction": indicator.direction,
        "caution": indicator.caution,
    }


INDICATORS = state_listener((IndicatorDefined,), TABLE, _row)
