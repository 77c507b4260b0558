"""The chain of one quarter and theme, made from its links and the frame they stand in: a pure function of both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services.offers.domain.chain.axis import Span
from services.offers.domain.chain.children import NOBODY_KNOWN, Children
from services.offers.domain.chain.coverage import steps_of
from services.offers.domain.chain.link import Link
from services.offers.domain.chain.transitions import Agreement, Phase, Transition, transitions_of
from services.offers.domain.chain.weak_spots import Hole, ThinSpot, holes_of, thin_spots_of
from shared.calendar_day import months_later

SOON_MONTHS = 6


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What a quarter's chain is judged by on a day; money that ends within `soon_months` makes a spot thin."""

    day: date
    phases: tuple[Phase, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    children: Children = NOBODY_KNOWN
    languages: tuple[str, ...] = ()
    soon_months: int = SOON_MONTHS

    @property
    def horizon(self) -> date:
        """Return the last day that is soon."""
        return months_later(self.day, self.soon_months)


@dataclass(frozen=True, slots=True)
class Cover:
    """Months over which the same number of offers lies."""

    span: Span
    offers: int


@dataclass(frozen=True, slots=True)
class LanguageHoles:
    """Where no offer is held in a language that families of the quarter speak."""

    language: str
    holes: tuple[Hole, ...]


@dataclass(frozen=True, kw_only=True)
class Chain:
    """The whole state of a quarter's theme; in one language when it was made for one."""

    theme: str
    language: str | None = None
    offers: int
    coverage: tuple[Cover, ...]
    holes: tuple[Hole, ...]
    thin_spots: tuple[ThinSpot, ...]
    transitions: tuple[Transition, ...]
    languages: tuple[LanguageHoles, ...] = ()


def chain_of(links: Iterable[Link], frame: Frame, *, theme: str, language: str | None = None) -> Chain:
    """Return the chain of those links that have the theme and, where one is asked for, the language."""
    of_theme = [link for link in links if theme in link.themes]
    chosen = of_theme if language is None else [link for link in of_theme if link.speaks(language)]
    steps = steps_of(chosen)
    binding = [agreement for agreement in frame.agreements if agreement.holds_on(frame.day)]
    return Chain(
        theme=theme,
        language=language,
        offers=len(chosen),
        coverage=_even([Cover(step.span, len(step.links)) for step in steps]),
        holes=holes_of(steps, frame.children),
        thin_spots=thin_spots_of(steps, frame.children, horizon=frame.horizon),
        transitions=transitions_of(frame.phases, chosen, binding),
        languages=_by_language(of_theme, frame) if language is None else (),
    )


def _even(covers: Sequence[Cover]) -> tuple[Cover, ...]:
    """Return the covers with neighbours of the same number joined."""
    joined: list[Cover] = []
    for cover in covers:
        if joined and joined[-1].offers == cover.offers:
            joined[-1] = Cover(Span(joined[-1].span.begin, cover.span.end), cover.offers)
        else:
            joined.append(cover)
    return tuple(joined)


def _by_language(links: Sequence[Link], frame: Frame) -> tuple[LanguageHoles, ...]:
    return tuple(
        LanguageHoles(language, holes_of(steps_of(link for link in links if link.speaks(language)), frame.children))
        for language in frame.languages
    )
