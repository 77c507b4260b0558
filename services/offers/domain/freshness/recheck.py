"""When an offer is to be asked for: each kind has its interval, and its owner some time before the coordination hears of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.offers.domain.content_refusals import IntervalOutOfRange

SHORTEST_DAYS, LONGEST_DAYS = 7, 1000
LONGEST_PATIENCE_DAYS = 365


class Stage(StrEnum):
    """Who was asked last."""

    OWNER = "owner"
    COORDINATION = "coordination"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferKind:
    """A kind of offer and how often it is asked for; raises IntervalOutOfRange."""

    key: str
    label: str
    recheck_after_days: int
    escalate_after_days: int
    version: int = 1

    def __post_init__(self) -> None:
        if not SHORTEST_DAYS <= self.recheck_after_days <= LONGEST_DAYS:
            raise IntervalOutOfRange("recheck_after_days")
        if not 1 <= self.escalate_after_days <= LONGEST_PATIENCE_DAYS:
            raise IntervalOutOfRange("escalate_after_days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """That somebody was asked on a day about a confirmation."""

    confirmed_on: date
    stage: Stage
    told_on: date


def stage_due(kind: OfferKind, *, confirmed_on: date, asked: Asked | None, today: date) -> Stage | None:
    """Return who is to be asked today, None for nobody; asking about an older confirmation no longer counts."""
    if today < confirmed_on + timedelta(days=kind.recheck_after_days):
        return None
    if asked is None or asked.confirmed_on < confirmed_on:
        return Stage.OWNER
    waited = today >= asked.told_on + timedelta(days=kind.escalate_after_days)
    return Stage.COORDINATION if asked.stage is Stage.OWNER and waited else None
