"""The chain said once more and slowly: every month asked by itself. What the sweep says must be the same."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from hypothesis import strategies as st

from services.offers.domain.chain.axis import AXIS, Span
from services.offers.domain.chain.link import Link
from services.offers.domain.chain.transitions import Phase

TODAY = date(2026, 11, 22)
SOON = date(2027, 5, 22)
LATER = date(2028, 1, 1)
THEMES = ("betreuung", "lesen")
LANGUAGES = ("de", "tr", "ar")
PHASES = (
    Phase("schwangerschaft", Span(-9, 0)),
    Phase("p0_2", Span(0, 24)),
    Phase("p2_4", Span(24, 48)),
    Phase("p4_6", Span(48, 72)),
    Phase("p6plus", Span(72, 132)),
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    begin = draw(st.integers(AXIS.begin, AXIS.end - 1))
    return Span(begin, draw(st.integers(begin + 1, AXIS.end)))


def links(*, most: int = 12) -> st.SearchStrategy[list[Link]]:
    """Some offers of two themes, whose money ends soon, later or never."""
    some = st.builds(
        Link,
        offer=st.uuids(),
        span=spans(),
        themes=st.frozensets(st.sampled_from(THEMES), min_size=1),
        languages=st.frozensets(st.sampled_from(LANGUAGES)),
        is_bridge=st.booleans(),
        funding=st.sampled_from((None, "Land", "Bund")),
        funded_until=st.sampled_from((None, TODAY, SOON, LATER)),
    )
    return st.lists(some, max_size=most, unique_by=lambda link: link.offer)


def lying_over(month: int, chain: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(
        sorted((link for link in chain if link.span.begin <= month < link.span.end), key=lambda link: link.offer)
    )


def runs(months: Sequence[object]) -> list[tuple[Span, object]]:
    """Neighbouring months that say the same, as spans of the axis."""
    found, begin = [], AXIS.begin
    for said, run in groupby(months):
        end = begin + len(list(run))
        found.append((Span(begin, end), said))
        begin = end
    return found


def holes_by_month(chain: Sequence[Link]) -> list[Span]:
    months = [not lying_over(month, chain) for month in AXIS.months()]
    return [span for span, is_hole in runs(months) if is_hole]


def thin_by_month(chain: Sequence[Link], *, horizon: date) -> list[tuple[Span, tuple[object, ...]]]:
    """Each thin run with its reason, its offers and the day on which it becomes a hole."""
    months = [_thin(lying_over(month, chain), horizon) for month in AXIS.months()]
    return [(span, thin) for span, thin in runs(months) if isinstance(thin, tuple)]


def _thin(lying: tuple[Link, ...], horizon: date) -> tuple[object, ...] | None:
    ends = [link.funded_until for link in lying]
    soon = [end for end in ends if end is not None and end <= horizon]
    all_end = len(soon) == len(ends)
    if len(lying) == 1:
        return ("only_one", (lying[0].offer,), soon[0] if all_end else None)
    if lying and all_end:
        return ("funding_ends", tuple(link.offer for link in lying), max(soon))
    return None
