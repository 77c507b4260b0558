"""Social-space indicators: what is measured, who measured it, and the figures of each area and year. Aggregates only."""

from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from shared.contracts.contract import Contract
from shared.contracts.registry.prefix import PREFIX
from shared.contracts.vocabulary import Key, Line, Slug

Figure = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]


class IndicatorUnit(StrEnum):
    """What a figure counts, or to what it is related."""

    COUNT = "count"
    PERCENT = "percent"
    PER_100 = "per_100"
    PER_1000 = "per_1000"
    INDEX = "index"


class IndicatorDirection(StrEnum):
    """Whether more of it is good news for families; a neutral one only describes and never shows a need."""

    MORE_IS_BETTER = "more_is_better"
    MORE_IS_WORSE = "more_is_worse"
    NEUTRAL = "neutral"


class IndicatorDefined(Contract):
    """An indicator; whoever draws it shows its caution beside it."""

    name: ClassVar[str] = PREFIX + "indicator-defined"

    key: Key
    label: Line
    unit: IndicatorUnit
    direction: IndicatorDirection
    caution: Line


class IndicatorSourceDefined(Contract):
    """An office or report that figures come from; whoever draws them names it."""

    name: ClassVar[str] = PREFIX + "indicator-source-defined"

    key: Key
    label: Line
    website: Line | None = None


class IndicatorValuesDefined(Contract):
    """The figure of an area and year by one source; below five it is suppressed, and nobody ever knew the value."""

    name: ClassVar[str] = PREFIX + "indicator-values-defined"

    area: Slug
    year: int = Field(ge=1900, le=2200)
    indicator: Key
    source: Key
    value: Figure | None = None
    suppressed: bool = False

    @model_validator(mode="after")
    def _is_either_a_figure_or_suppressed(self) -> Self:
        if (self.value is None) != self.suppressed:
            raise ValueError("Ein Wert ist entweder genannt oder unterdrückt.")
        return self


CONTRACTS: tuple[type[Contract], ...] = (IndicatorDefined, IndicatorSourceDefined, IndicatorValuesDefined)
