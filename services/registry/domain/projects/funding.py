"""Who pays for a project, from when until when; half a year before the end there is an alarm."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.domain.aggregate import Aggregate
from services.registry.domain.refusals import EndsBeforeStart

ALARM_MONTHS = 6


@dataclass(frozen=True, kw_only=True)
class Funding(Aggregate):
    """A source of money, its amount in cents where it is told; `ends_on` is the last day that is paid for."""

    id: UUID
    project: UUID
    source: str
    amount_cents: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    withdrawn: bool = False

    def __post_init__(self) -> None:
        if self.starts_on is not None and self.ends_on is not None and self.ends_on < self.starts_on:
            raise EndsBeforeStart("ends_on")
