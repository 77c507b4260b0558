"""When a place is open for an offer, in Dortmund's time."""

from dataclasses import dataclass
from datetime import time

from services.offers.domain.content_refusals import HoursReversed, TimeWithZone


@dataclass(frozen=True, slots=True, order=True)
class OpeningHours:
    """An interval of a weekday, 1 is Monday (ISO 8601); raises HoursReversed, TimeWithZone."""

    weekday: int
    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens.tzinfo is not None or self.closes.tzinfo is not None:
            raise TimeWithZone("places")
        if self.closes <= self.opens:
            raise HoursReversed("places")
