"""The steps from one life phase to the next, and what carries children over them: offers and agreements."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from services.offers.domain.chain.axis import Span
from services.offers.domain.chain.link import Link

# At which ages children are in an institution, by the registry's partner types and the words that agreements use.
INSTITUTIONS = {
    "schwangerschaftsberatung": Span(-9, 0),
    "geburtsklinik": Span(-9, 0),
    "krankenhaus": Span(-9, 0),
    "kinderstube": Span(12, 48),
    "kindertagespflege": Span(2, 48),
    "kita": Span(4, 72),
    "schule": Span(72, 132),
    "grundschule": Span(72, 132),
}


@dataclass(frozen=True, slots=True)
class Phase:
    """A life phase on the axis."""

    key: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An agreement that secures a step in a child's life; its days are inclusive, None is open."""

    id: UUID
    from_phase: str | None = None
    from_institution: str | None = None
    to_phase: str | None = None
    to_institution: str | None = None
    is_binding: bool = True
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the agreement binds its parties on a day."""
        has_begun = self.valid_from is None or self.valid_from <= day
        return self.is_binding and has_begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Transition:
    """The step between two phases that follow each other; offers made as bridges come first."""

    from_phase: str
    to_phase: str
    at_month: int
    bridges: tuple[UUID, ...] = ()
    agreements: tuple[UUID, ...] = ()

    @property
    def is_secured(self) -> bool:
        """Tell whether anything carries over the step."""
        return bool(self.bridges or self.agreements)


def transitions_of(
    phases: Sequence[Phase], links: Iterable[Link], agreements: Iterable[Agreement]
) -> tuple[Transition, ...]:
    """Return the steps between the phases in their order."""
    chain, promises, by_key = list(links), list(agreements), {phase.key: phase.span for phase in phases}
    return tuple(
        Transition(
            from_phase=before.key,
            to_phase=after.key,
            at_month=after.span.begin,
            bridges=tuple(_bridges(chain, before, after)),
            agreements=tuple(sorted(each.id for each in promises if _secures(each, after.span.begin, by_key))),
        )
        for before, after in pairwise(sorted(phases, key=lambda phase: phase.span))
    )


def _bridges(links: list[Link], before: Phase, after: Phase) -> Iterator[UUID]:
    boundary = after.span.begin
    carrying = [link for link in links if link.span.spans(boundary) or _leads_over(link, before, after)]
    for link in sorted(carrying, key=lambda each: (not each.is_bridge, each.offer)):
        yield link.offer


def _leads_over(link: Link, before: Phase, after: Phase) -> bool:
    """Tell whether the offer is said to lead from one phase to the other; an end that is not said may be any."""
    says_from, says_to = link.leads_from or link.from_months, link.leads_to or link.to_months
    if not says_from and not says_to:
        return False
    from_here = before.key in link.leads_from or _any_within(link.from_months, before.span)
    to_there = after.key in link.leads_to or _any_within(link.to_months, after.span)
    return (not says_from or from_here) and (not says_to or to_there)


def _any_within(months: Iterable[int], span: Span) -> bool:
    return any(span.begin <= month < span.end for month in months)


def _secures(agreement: Agreement, boundary: int, phases: dict[str, Span]) -> bool:
    """Tell whether children cross the boundary between the two ends that the agreement names."""
    left = _where(agreement.from_phase, agreement.from_institution, phases)
    right = _where(agreement.to_phase, agreement.to_institution, phases)
    if left is None or right is None:
        known = left.end if left is not None else right.begin if right is not None else None
        return known == boundary
    low, high = sorted((left.end, right.begin))
    return low <= boundary <= high and left.begin < boundary < right.end


def _where(phase: str | None, institution: str | None, phases: dict[str, Span]) -> Span | None:
    """Return the ages of one end; the phase says it more exactly than the kind of house."""
    return phases.get(phase or "") or INSTITUTIONS.get(institution or "")
