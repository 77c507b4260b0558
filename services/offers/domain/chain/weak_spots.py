"""Where the chain is weak: holes without any offer, thin spots that hang on one offer or on money that ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from services.offers.domain.chain.axis import Span
from services.offers.domain.chain.children import Children
from services.offers.domain.chain.coverage import Step


class Thinness(StrEnum):
    """Why a spot is thin."""

    ONLY_ONE = "only_one"
    FUNDING_ENDS = "funding_ends"


@dataclass(frozen=True, slots=True)
class Hole:
    """Months without an offer, and how many children are of this age where that is known."""

    span: Span
    children: int | None = None


@dataclass(frozen=True, slots=True)
class ThinSpot:
    """Months that hang on these offers; `until` is the day on which the last of their money ends, if it ends soon."""

    span: Span
    reason: Thinness
    offers: tuple[UUID, ...]
    until: date | None = None
    children: int | None = None


@dataclass(frozen=True, slots=True)
class _Thin:
    reason: Thinness
    offers: tuple[UUID, ...]
    until: date | None


def holes_of(steps: Sequence[Step], children: Children) -> tuple[Hole, ...]:
    """Return the steps over which nothing lies."""
    return tuple(Hole(step.span, children.within(step.span)) for step in steps if not step.links)


def thin_spots_of(steps: Sequence[Step], children: Children, *, horizon: date) -> tuple[ThinSpot, ...]:
    """Return the longest runs of months that are thin for the same reason and by the same offers."""
    spots = []
    for thin, run in groupby(steps, key=lambda step: _thinness(step, horizon)):
        if thin is not None:
            over = list(run)
            span = Span(over[0].span.begin, over[-1].span.end)
            spots.append(ThinSpot(span, thin.reason, thin.offers, thin.until, children.within(span)))
    return tuple(spots)


def _thinness(step: Step, horizon: date) -> _Thin | None:
    ends = [link.funded_until for link in step.links if link.funded_until is not None and link.ends_within(horizon)]
    all_end = len(ends) == len(step.links)
    if not step.links or (len(step.links) > 1 and not all_end):
        return None
    reason = Thinness.ONLY_ONE if len(step.links) == 1 else Thinness.FUNDING_ENDS
    return _Thin(reason, tuple(link.offer for link in step.links), max(ends) if all_end else None)
