"""Ages in months, half-open `[min, max)`; a missing bound is open, a pregnancy is negative."""

from dataclasses import dataclass

from services.offers.domain.refusals import AgesReversed


@dataclass(frozen=True, slots=True)
class Ages:
    """For which children an offer is; raises AgesReversed."""

    min_months: int | None = None
    max_months: int | None = None

    def __post_init__(self) -> None:
        if self.min_months is not None and self.max_months is not None and self.min_months >= self.max_months:
            raise AgesReversed

    def includes(self, age_months: int) -> bool:
        """Tell whether a child of this age is meant."""
        has_begun = self.min_months is None or self.min_months <= age_months
        return has_begun and (self.max_months is None or age_months < self.max_months)

    def overlaps(self, other: "Ages") -> bool:
        """Tell whether some child's age lies in both."""
        return _begins_before_end(self, other) and _begins_before_end(other, self)


def _begins_before_end(one: Ages, other: Ages) -> bool:
    return one.min_months is None or other.max_months is None or one.min_months < other.max_months
