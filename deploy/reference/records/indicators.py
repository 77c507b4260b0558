"""What a Sozialraumanalyse measures; the figures themselves are imported by their sources."""

from deploy.reference.records.documented import Documented
from shared.contracts.registry import IndicatorDirection, IndicatorUnit
from shared.contracts.vocabulary import Key, Line


class Indicator(Documented):
    """An indicator, with the sentence that stands beside every chart of it."""

    key: Key
    label: Line
    unit: IndicatorUnit
    direction: IndicatorDirection
    caution: Line
