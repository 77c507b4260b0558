"""A chain in the words of its contract; of many offers or agreements the first ones are named."""

from services.offers.domain.chain.axis import Span
from services.offers.domain.chain.chain import Chain, LanguageHoles
from services.offers.domain.chain.transitions import Transition
from services.offers.domain.chain.weak_spots import Hole, ThinSpot
from shared.contracts.offers.chain import (
    MOST_NAMED,
    ChainCover,
    ChainHole,
    ChainThinSpot,
    ChainTransition,
    LanguageGap,
    ThemeChain,
    ThinReason,
)
from shared.contracts.vocabulary import AgeInterval


def told_chain(chain: Chain) -> ThemeChain:
    """Return the chain as other services hear of it."""
    return ThemeChain(
        theme=chain.theme,
        offers=chain.offers,
        coverage=tuple(ChainCover(ages=told_span(cover.span), offers=cover.offers) for cover in chain.coverage),
        holes=told_holes(chain.holes),
        thin_spots=tuple(_thin(spot) for spot in chain.thin_spots),
        transitions=tuple(_transition(transition) for transition in chain.transitions),
        languages=tuple(_gap(gap) for gap in chain.languages),
    )


def told_span(span: Span) -> AgeInterval:
    """Return months as an age interval."""
    return AgeInterval(min_months=span.begin, max_months=span.end)


def told_holes(holes: tuple[Hole, ...]) -> tuple[ChainHole, ...]:
    """Return holes with their children, where they may be told."""
    return tuple(ChainHole(ages=told_span(hole.span), children=hole.children) for hole in holes)


def _thin(spot: ThinSpot) -> ChainThinSpot:
    return ChainThinSpot(
        ages=told_span(spot.span),
        reason=ThinReason(spot.reason),
        named_offers=spot.offers[:MOST_NAMED],
        until=spot.until,
        children=spot.children,
    )


def _transition(transition: Transition) -> ChainTransition:
    return ChainTransition(
        from_phase=transition.from_phase,
        to_phase=transition.to_phase,
        at_month=transition.at_month,
        bridges=transition.bridges[:MOST_NAMED],
        agreements=transition.agreements[:MOST_NAMED],
        is_secured=transition.is_secured,
    )


def _gap(gap: LanguageHoles) -> LanguageGap:
    return LanguageGap(language=gap.language, holes=told_holes(gap.holes))
