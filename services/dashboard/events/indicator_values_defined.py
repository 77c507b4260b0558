"""Keeps the figures of areas and years; a suppressed one has no value."""

from services.dashboard.storage.social_space_tables import INDICATOR_VALUES as TABLE
from shared.contracts.registry import IndicatorValuesDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[IndicatorValuesDefined]) -> Row:
    figure = event.data
    return {
        "area": figure.area,
        "year": figure.year,
        "indicator": figure.indicator,
        "source": figure.source,
        "value": figure.value,
        "suppressed": figure.suppressed,
    }


INDICATOR_VALUES = state_listener((IndicatorValuesDefined,), TABLE, _row)
