"""The chain of any offers equals the one that is found by asking month by month."""

from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.offers.domain.chain.axis import AXIS, Span, spans_of
from services.offers.domain.chain.chain import Chain, Frame, chain_of
from services.offers.domain.chain.children import NOBODY_KNOWN
from services.offers.domain.chain.difference import difference
from services.offers.domain.chain.link import Link
from services.offers.domain.chain.supposition import Supposition
from tests.services.offers.domain.chain.month_by_month import (
    LANGUAGES,
    PHASES,
    THEMES,
    TODAY,
    holes_by_month,
    links,
    lying_over,
    runs,
    thin_by_month,
)

FRAME = Frame(day=TODAY, phases=PHASES, languages=LANGUAGES)
THEME = THEMES[0]


def of_theme(chain: list[Link]) -> list[Link]:
    return [link for link in chain if THEME in link.themes]


def weak_months(chain: Chain) -> tuple[set[int], set[int]]:
    holes = {month for hole in chain.holes for month in hole.span.months()}
    return holes, {month for spot in chain.thin_spots for month in spot.span.months()}


@given(chain=links())
def test_the_holes_are_the_months_over_which_nothing_lies(chain: list[Link]) -> None:
    assert [hole.span for hole in chain_of(chain, FRAME, theme=THEME).holes] == holes_by_month(of_theme(chain))


@given(chain=links())
def test_the_thin_spots_hang_on_one_offer_or_on_money_that_ends_soon(chain: list[Link]) -> None:
    found = chain_of(chain, FRAME, theme=THEME).thin_spots
    told = [(spot.span, (spot.reason.value, spot.offers, spot.until)) for spot in found]
    assert told == thin_by_month(of_theme(chain), horizon=FRAME.horizon)


@given(chain=links())
def test_the_coverage_counts_the_offers_of_each_month(chain: list[Link]) -> None:
    months = [len(lying_over(month, of_theme(chain))) for month in AXIS.months()]
    told = [(cover.span, cover.offers) for cover in chain_of(chain, FRAME, theme=THEME).coverage]
    assert told == runs(months)


@given(chain=links(), language=st.sampled_from(LANGUAGES))
def test_a_language_has_the_holes_of_the_offers_held_in_it(chain: list[Link], language: str) -> None:
    spoken = [link for link in of_theme(chain) if language in link.languages]
    whole, alone = chain_of(chain, FRAME, theme=THEME), chain_of(chain, FRAME, theme=THEME, language=language)
    told = next(gap.holes for gap in whole.languages if gap.language == language)
    assert [hole.span for hole in told] == [hole.span for hole in alone.holes] == holes_by_month(spoken)


@given(chain=links())
def test_a_step_between_phases_is_carried_by_who_is_there_before_and_after_it(chain: list[Link]) -> None:
    carried = [set(step.bridges) for step in chain_of(chain, FRAME, theme=THEME).transitions]
    lying = [{link.offer for link in lying_over(month, of_theme(chain))} for month in AXIS.months()]
    by_months = [lying[at - 1 - AXIS.begin] & lying[at - AXIS.begin] for at in (0, 24, 48, 72)]
    assert carried == by_months


@given(chain=links(), data=st.data())
def test_what_if_tells_the_months_that_differ(chain: list[Link], data: st.DataObject) -> None:
    gone: frozenset[UUID] = (
        data.draw(st.frozensets(st.sampled_from([link.offer for link in chain]))) if chain else frozenset()
    )
    supposed = Supposition(
        without_offers=gone, without_fundings=frozenset({"Land"}), added=tuple(data.draw(links(most=3)))
    )
    before, after = chain_of(chain, FRAME, theme=THEME), chain_of(supposed.applied_to(chain), FRAME, theme=THEME)
    told = difference(before, after, children=NOBODY_KNOWN)
    (was_hole, was_thin), (is_hole, is_thin) = weak_months(before), weak_months(after)
    assert [hole.span for hole in told.opened_holes] == list(spans_of(is_hole - was_hole))
    assert [hole.span for hole in told.closed_holes] == list(spans_of(was_hole - is_hole))
    assert {month for span in told.thinned for month in span.months()} == is_thin - was_thin
    assert {month for span in told.thickened for month in span.months()} == was_thin - is_thin - is_hole


@given(chain=links())
def test_supposing_nothing_differs_in_nothing(chain: list[Link]) -> None:
    same = chain_of(Supposition().applied_to(chain), FRAME, theme=THEME)
    assert difference(chain_of(chain, FRAME, theme=THEME), same, children=NOBODY_KNOWN).is_empty


@given(chain=links())
def test_the_order_of_the_offers_makes_no_difference(chain: list[Link]) -> None:
    assert chain_of(chain[::-1], FRAME, theme=THEME) == chain_of(chain, FRAME, theme=THEME)


@given(months=st.frozensets(st.integers(-9, 131)))
def test_spans_hold_exactly_their_months_and_never_touch(months: frozenset[int]) -> None:
    found = spans_of(months)
    assert {month for span in found for month in span.months()} == months
    assert all(left.end < right.begin for left, right in pairwise(found))


def test_a_quarter_without_offers_is_one_hole() -> None:
    empty = chain_of([], FRAME, theme=THEME)
    assert [hole.span for hole in empty.holes] == [Span(-9, 132)]
    assert not any(step.is_secured for step in empty.transitions)
