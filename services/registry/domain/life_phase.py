"""The Lebensphasenmodell: phases of a child's life in months."""

from dataclasses import dataclass

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import EndsBeforeStart


@dataclass(frozen=True)
class Ages:
    """Months of age, half-open `[min, max)`; None is open, a pregnancy is negative."""

    min_months: int | None
    max_months: int | None

    def __post_init__(self) -> None:
        if self.min_months is not None and self.max_months is not None and self.min_months >= self.max_months:
            raise EndsBeforeStart("ages")


@dataclass(frozen=True, kw_only=True)
class LifePhase(Aggregate):
    """One phase; phases are shown by `order`."""

    key: str
    label: str
    ages: Ages
    order: int
