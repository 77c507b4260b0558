"""Remembers the figures of areas; those that count children weigh the holes of a chain."""

from services.offers.storage.chain.tables import KNOWN_FIGURES
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
    }


FIGURES = state_listener((IndicatorValuesDefined,), KNOWN_FIGURES, _row)
